"""What people see first after signing in: what needs doing now; and for admins, their queues."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, Count, QuerySet, Value
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
# What waits for admins: the name of an address, its label, and what waits there.
QUEUES = (
    ("claim-queue", "Claims", "People who say that they speak for a practice."),
    ("news", "What is new", "Places, photos and names that teams have made public."),
    (
        "held-changes",
        "Changes held back",
        "Names, addresses, phone numbers and websites that changed in a suspicious way.",
    ),
    (
        "report-queue",
        "Reports of wrong information",
        "Also those of listings that nobody keeps: only we can act on them.",
    ),
    ("nobody-keeps", "Listings nobody keeps", "Unconfirmed for 90 days, without an owner or editor."),
)
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
    waiting = how_many(
        {
            "claim-queue": Claim.objects.filter(state__in=[Claim.State.REQUESTED, Claim.State.PROVEN]),
            "news": NewItem.objects.filter(decision=""),
            "held-changes": HeldChange.objects.filter(state=HeldChange.State.WAITING),
            "report-queue": Report.objects.filter(state=Report.State.OPEN),
            "nobody-keeps": nobody_keeps(timezone.localdate()),
        }
    )
    return tuple((name, address, waiting[address], what) for address, name, what in QUEUES)


def how_many(queues: dict[str, QuerySet[Any]]) -> Counter[str]:
    """How many rows each of these has, in one query."""
    counted = [
        rows.order_by()
        .annotate(queue=Value(name, CharField()))
        .values("queue")
        .annotate(number=Count("pk"))
        .values_list("queue", "number")
        for name, rows in queues.items()
    ]
    return Counter(dict(counted[0].union(*counted[1:], all=True)))


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
