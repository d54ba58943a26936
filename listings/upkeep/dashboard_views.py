"""What people see first after signing in: what needs doing now; and for admins, their queues."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.models import Claim, HeldChange, Membership, NewItem, Report
from listings.upkeep.dashboard import listing_rows, pending_tasks, practice_rows, unkept_rows
from listings.upkeep.stages import nobody_keeps
from listings.upkeep.work import ListingWork, by_urgency, count_waiting, locations_of, pending
from providers.listing.reading import read_listings

PAGE_SIZE = 10
ROWS = 25
# What admins work with, apart from what waits: the name of an address, its label, and what it is for.
DESK = (
    ("all-places", "Places", "Every listing, found by anything, and many changed at once."),
    ("calls", "Call list", "Whom to phone next, and what the call brought."),
    ("vocabulary", "Vocabulary", "Insurers, conditions, and other terms: their names, merged and retired."),
    ("people", "People", "Who signs in here, and with which roles."),
)


@requires("accounts.use_account")
def dashboard(request: SignedInRequest) -> HttpResponse:
    """Listings of the person's practices, the most urgent first; `?practice=` shows those of one."""
    today = timezone.localdate()
    members = list(Membership.objects.filter(user=request.user).select_related("practice"))
    chosen = chosen_practice(request, members)
    locations = locations_of(request.user, today=today, practice_id=chosen)
    waiting = count_waiting(locations)
    pages = Paginator(by_urgency(locations), PAGE_SIZE)
    pages.count = waiting.total  # known: saves a query
    page = pages.get_page(request.GET.get("page"))
    work = [ListingWork(*row) for row in page]
    listings = read_listings(one.location_id for one in work)
    context = {
        "practices": practice_rows(members, chosen),
        "waiting": waiting,
        "pending": pending_tasks(pending(request.user)),
        "page": page,
        "page_query": f"&practice={chosen}" if chosen else "",
        "rows": listing_rows(work, listings, members, today),
        "queues": admin_queues() if request.user.is_superuser and not members else (),
        "desk": DESK if request.user.is_superuser else (),
        "staff_page": "staff",
    }
    return render(request, "listings/upkeep/dashboard.html", context)


def chosen_practice(request: SignedInRequest, members: list[Membership]) -> int | None:
    """The practice of the address, if the person is in its team."""
    wanted = request.GET.get("practice", "")
    return next((member.practice_id for member in members if str(member.practice_id) == wanted), None)


def admin_queues() -> tuple[tuple[str, str, int, str], ...]:
    """For each queue its name, the name of its address, how many wait, and what they are."""
    open_claims = Claim.objects.filter(state__in=[Claim.State.REQUESTED, Claim.State.PROVEN])
    return (
        ("Claims", "claim-queue", open_claims.count(), "People who say that they speak for a practice."),
        (
            "Changes held back",
            "held-changes",
            HeldChange.objects.filter(state=HeldChange.State.WAITING).count(),
            "Names, addresses, phone numbers and websites that changed in a suspicious way.",
        ),
        (
            "What is new",
            "news",
            NewItem.objects.filter(decision="").count(),
            "Places, photos and names that teams have made public.",
        ),
        (
            "Reports of wrong information",
            "report-queue",
            Report.objects.filter(state=Report.State.OPEN).count(),
            "Also those of listings that nobody keeps: only we can act on them.",
        ),
        (
            "Listings nobody keeps",
            "nobody-keeps",
            nobody_keeps(timezone.localdate()).count(),
            "Unconfirmed for 90 days, without an owner or editor.",
        ),
    )


@requires("accounts.administer")
def admin_queue(request: SignedInRequest) -> HttpResponse:
    """The queues of admins: how many wait in each."""
    return render(
        request,
        "listings/upkeep/admin_queue.html",
        {"queues": admin_queues(), "desk": DESK, "staff_page": "admin-queue"},
    )


@requires("accounts.administer")
def unkept(request: SignedInRequest) -> HttpResponse:
    """Listings that nobody keeps and that passed 90 days, the longest unconfirmed first."""
    page = Paginator(nobody_keeps(timezone.localdate()), ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "listings/upkeep/nobody_keeps.html",
        {
            "page": page,
            "rows": unkept_rows(page, timezone.localdate()),
            "staff_page": "admin-queue",
        },
    )
