"""Sensitive changes that wait: what the team sees, the admins' queue, and the decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.editor.errors import ChangedMeanwhile, NotSaved
from listings.editor.held.actions import (
    AlreadyDecided,
    apply_change,
    current_values,
    refuse_change,
    withdraw_change,
)
from listings.editor.held.forms import HeldChangeFilter, HeldDecisionForm
from listings.editor.held.page import held_lines, held_page
from listings.lists import page_of
from listings.models import HeldChange, Membership
from providers.fields.facts import version_of
from providers.models import Location

WITH_NAMES = ("location__practice", "requested_by")


@requires("listings.view_listing", Location, select_related=("practice",))
def waiting_changes(request: SignedInRequest, location: Location) -> HttpResponse:
    """The changes of one listing that wait or waited, and why."""
    rows = HeldChange.objects.filter(location=location).select_related("location", "requested_by")
    page = page_of(request, rows)
    context = {
        "location": location,
        "page": page,
        "changes": held_lines(page.object_list),
        "may_edit": request.user.has_perm("listings.edit_listing", location),
        "staff_page": "staff",
    }
    return render(request, "listings/editor/held/of_location.html", context)


@requires("listings.edit_listing", HeldChange, select_related=("location",))
@require_POST
def withdraw(request: SignedInRequest, heldchange: HeldChange) -> HttpResponse:
    try:
        withdraw_change(held=heldchange, user=request.user)
    except AlreadyDecided as error:
        messages.warning(request, f"Too late: {error.held.get_state_display().lower()} already.")
    else:
        messages.success(request, "Withdrawn. The page stays as it is.")
    return redirect("waiting-changes", location_id=heldchange.location_id)


@requires("accounts.administer")
def held_changes(request: SignedInRequest) -> HttpResponse:
    """The admins' queue, longest waiting first, or the changes in another state."""
    rows = HeldChange.objects.select_related("location", "requested_by").order_by("pk")
    filters = HeldChangeFilter(request.GET, queryset=rows)
    page = page_of(request, filters.qs)
    context = {
        "page": page,
        "changes": held_lines(page.object_list),
        "filters": filters,
        "staff_page": "admin-queue",
    }
    return render(request, "listings/editor/held/queue.html", context)


@requires("accounts.administer", HeldChange, select_related=WITH_NAMES)
def held_change(request: SignedInRequest, heldchange: HeldChange) -> HttpResponse:
    """Before, now and after; who asked; apply or refuse."""
    form = HeldDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            message = decide(request, heldchange, form)
        except AlreadyDecided as error:
            messages.warning(
                request, f"Somebody was quicker: {error.held.get_state_display().lower()} already."
            )
            return redirect("held-changes")
        except ChangedMeanwhile:
            form.add_error(None, "The listing was changed meanwhile. Look again: this is what it says now.")
        except NotSaved as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, message)
            return redirect("held-changes")
    return decision_page(request, heldchange, form)


def decide(request: SignedInRequest, held: HeldChange, form: HeldDecisionForm) -> str:
    """What was done, as a sentence. Raises AlreadyDecided, ChangedMeanwhile and NotSaved."""
    if form.cleaned_data["decision"] == form.APPLY:
        apply_change(held=held, admin=request.user, seen=request.POST.get("seen", ""))
        return "The change is public. The team is told by mail."
    refuse_change(held=held, admin=request.user, reason=form.cleaned_data["reason"])
    return "Refused. The team is told by mail."


def decision_page(request: SignedInRequest, held: HeldChange, form: HeldDecisionForm) -> HttpResponse:
    now = current_values(held)
    members = Membership.objects.filter(practice=held.location.practice_id)
    context = {
        "page": held_page(held, now, members.filter(user=held.requested_by_id).first()),
        "form": form,
        "location": held.location,
        "seen": version_of(now),
        "staff_page": "admin-queue",
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "listings/editor/held/decide.html", context, status=status)
