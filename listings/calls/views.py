"""The call list: whom to phone next, and what the call brought."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.limits import limited
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from accounts.same_origin import same_origin_only
from listings.calls.finding import to_call
from listings.calls.forms import CallFilter, OutcomeForm
from listings.calls.inviting import CannotInvite, WrongLink, invite_clinic, opened, opt_out, why_not
from listings.calls.outcomes import NumberChanged, note_call
from listings.calls.page import call_page, call_row, last_calls
from listings.lists import page_of
from listings.models import Call
from providers.listing.reading import read_listing
from providers.models import Location

EARLIER = 10


@requires("accounts.administer")
def calls(request: SignedInRequest) -> HttpResponse:
    """Whom to phone, the most urgent first."""
    now = timezone.now()
    filters = CallFilter(request.GET, queryset=to_call(now))
    page = page_of(request, filters.qs)
    rows = list(page)
    last = last_calls(Call.objects.filter(location__in=[location.pk for location in rows]))
    context = {
        "page": page,
        "rows": [call_row(location, last.get(location.pk), now) for location in rows],
        "filters": filters,
        "staff_page": "calls",
    }
    return render(request, "listings/calls/list.html", context)


@limited("call", "200/h")
@requires("accounts.administer", Location)
def call_place(request: SignedInRequest, location: Location) -> HttpResponse:
    """One place to call. What is pressed is written down, and the next place of the list is shown."""
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            call = write_down(request, location, form)
        except NumberChanged:
            messages.warning(request, "Somebody has changed the number. Call the new one.")
            return redirect(same_place(request, location))
        messages.success(request, f"{location.name}: {call.get_outcome_display().lower()}.")
        return redirect(next_place(request, location))
    context = {
        "page": call_page(
            read_listing(location.pk),
            Call.objects.filter(location=location).select_related("made_by")[:EARLIER],
            timezone.now(),
        ),
        "form": form,
        "location": location,
        "query": request.GET.urlencode(),
        "skip": next_place(request, location),
        "why_not_invited": why_not(location),
        "staff_page": "calls",
    }
    return render(request, "listings/calls/call.html", context, status=400 if form.errors else 200)


def write_down(request: SignedInRequest, location: Location, form: OutcomeForm) -> Call:
    data = form.cleaned_data
    return note_call(
        location=location,
        phone=data["phone"],
        outcome=Call.Outcome(data["outcome"]),
        sections=data["section"],
        publish=data["publish"],
        note=data["note"],
        by=request.user,
    )


def same_place(request: HttpRequest, location: Location) -> str:
    return f"{reverse('call-place', args=[location.pk])}?{request.GET.urlencode()}"


def next_place(request: HttpRequest, location: Location) -> str:
    """The most urgent place of the list besides this one, or the list. The address keeps the filters, and
    the places that were skipped."""
    skipped = [int(pk) for pk in request.GET.getlist("not") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    skipped = [*skipped[-50:], location.pk]
    found = CallFilter(request.GET, queryset=to_call(timezone.now())).qs.exclude(pk__in=skipped).first()
    query = request.GET.copy()
    query.setlist("not", [str(pk) for pk in skipped])
    if found is None:
        return reverse("calls")
    return f"{reverse('call-place', args=[found.pk])}?{query.urlencode()}"


@limited("invite-clinic", "300/d")
@requires("accounts.administer", Location, select_related=("practice",))
@require_POST
def invite(request: SignedInRequest, location: Location) -> HttpResponse:
    """Mail the clinic, once, how to claim its listing."""
    try:
        invite_clinic(location=location, by=request.user)
    except CannotInvite as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, f"{location.email} gets an invitation.")
    return redirect(same_place(request, location))


@same_origin_only
@limited("no-invitations", "30/h")
def no_invitations(request: HttpRequest, token: str) -> HttpResponse:
    """The link in an invitation: no more mail to that address. Asks first, because mail scanners follow
    links."""
    try:
        key = opened(token)
    except WrongLink as error:
        raise Http404 from error
    if request.method == "POST":
        opt_out(key)
    return render(request, "listings/calls/no_mail.html", {"is_done": request.method == "POST"})
