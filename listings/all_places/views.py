"""All places, for admins: found, filtered, saved as a file, and changed many at a time."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.limits import limited
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.all_places.bulk import MAX_PLACES, BulkPlan, UndoneAlready, carry_out, plan_for, undo
from listings.all_places.csv_file import csv_lines
from listings.all_places.filters import PlaceFilter, all_places
from listings.all_places.forms import Action, ActionForm, AssignForm, ConfirmForm
from listings.all_places.page import place_row, plan_sentence, staying
from listings.lists import page_of
from listings.models import BulkChange
from providers import words
from providers.models import Location

PAGE_SIZE = 25
MAX_LISTED = 100  # of a preview's places, by name
RECENT = 5


@requires("accounts.administer")
def places(request: SignedInRequest) -> HttpResponse:
    """Every listing of every status."""
    filters = PlaceFilter(request.GET, queryset=all_places())
    page = page_of(request, filters.qs, PAGE_SIZE)
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": [place_row(location, today) for location in page],
        "filters": filters,
        "actions": Action.choices,
        "max_places": MAX_PLACES,
        "recent": BulkChange.objects.filter(made_by=request.user, undone_at=None)[:RECENT],
        "staff_page": "all-places",
    }
    return render(request, "listings/all_places/list.html", context)


@requires("accounts.administer")
def places_csv(request: SignedInRequest) -> HttpResponse:
    """What the list shows, all pages of it."""
    filters = PlaceFilter(request.GET, queryset=all_places())
    name = f"places-{timezone.localdate():%Y-%m-%d}.csv"
    streamed = StreamingHttpResponse(
        csv_lines(filters.qs),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
    return cast(HttpResponse, streamed)  # decorators pass it on all the same


@limited("bulk", "120/h")
@requires("accounts.administer")
@require_POST
def bulk(request: SignedInRequest) -> HttpResponse:
    """First what would happen; sent again with `do=yes`, it is done. The address has the list's filters."""
    filters = PlaceFilter(request.GET, queryset=all_places())
    back = f"{reverse('all-places')}?{request.GET.urlencode()}"
    sent = ActionForm(request.POST)
    if not sent.is_valid():
        messages.warning(request, "Choose what to do, and tick the places.")
        return redirect(back)
    chosen = chosen_places(filters.qs, sent)
    if not chosen:
        messages.warning(request, "Tick at least one place.")
        return redirect(back)
    if len(chosen) > MAX_PLACES:
        messages.warning(
            request, f"At most {words.integer(MAX_PLACES)} places at once. Narrow the list first."
        )
        return redirect(back)
    is_sure = request.POST.get("do") == "yes"
    action = sent.cleaned_data["action"]
    detail = detail_form(action, request.POST if is_sure or "practice" in request.POST else None)
    is_ready = detail is None or (detail.is_bound and detail.is_valid())
    plan = plan_for(action, chosen, **(detail.cleaned_data if detail and is_ready else {}))
    if is_sure and is_ready:
        return do_it(request, plan, back)
    return preview(request, plan, detail, back, status=400 if is_sure and not is_ready else 200)


def chosen_places(matching: QuerySet[Location], sent: ActionForm) -> list[Location]:
    """At most one more than may be changed at once."""
    if not sent.cleaned_data["every"]:
        matching = all_places().filter(pk__in=sent.cleaned_data["place"]).order_by("name", "pk")
    return list(matching[: MAX_PLACES + 1])


def detail_form(action: BulkChange.Action, data: QueryDict | None) -> ConfirmForm | AssignForm | None:
    """What the action needs to know besides."""
    if action == Action.CONFIRM:
        return ConfirmForm(data)
    return AssignForm(data) if action == Action.ASSIGN else None


def preview(
    request: SignedInRequest,
    plan: BulkPlan,
    detail: ConfirmForm | AssignForm | None,
    back: str,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "plan": plan,
        "sentence": plan_sentence(plan),
        "detail": detail,
        "places": ",".join(str(location.pk) for location in plan.possible),
        "possible": plan.possible[:MAX_LISTED],
        "refused": plan.refused[:MAX_LISTED],
        "more": max(0, len(plan.possible) - MAX_LISTED),
        "back": back,
        "query": urlencode(list(request.GET.lists()), doseq=True),
        "staff_page": "all-places",
    }
    return render(request, "listings/all_places/preview.html", context, status=status)


def do_it(request: SignedInRequest, plan: BulkPlan, back: str) -> HttpResponse:
    change = carry_out(plan, by=request.user)
    done = words.count(len(change.before), "place was", "places were")
    messages.success(request, f"{done} {plan.action.done}. You can undo this below the filters.")
    return redirect(back)


@requires("accounts.administer", BulkChange)
@require_POST
def undo_bulk(request: SignedInRequest, bulkchange: BulkChange) -> HttpResponse:
    try:
        done = undo(bulkchange, by=request.user)
    except UndoneAlready:
        messages.warning(request, "This was undone already.")
    else:
        left = f" {staying(len(done.left), ' changed since and')}." if done.left else ""
        messages.success(request, f"Undone for {words.count(done.changed, 'place')}.{left}")
    return redirect("all-places")
