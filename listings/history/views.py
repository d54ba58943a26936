"""The history of a listing, and undoing a change."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.editor.errors import NotSaved
from listings.history.events import save_keys
from listings.history.keys import NoSuchSave
from listings.history.page import save_entry, undo_preview, user_ids
from listings.history.saves import Save, find_save, saves_of
from listings.history.undoing import ChangedSince, NothingToUndo, plan_undo, undo_save
from listings.lists import page_of
from listings.models import Membership, Role
from listings.permissions import AT_LEAST
from providers.models import Location

SOME_IS_HELD = (
    "Some of what you took back looks unusual, so we check it before it becomes public. "
    "The history shows what is public already."
)


@requires("listings.view_listing", Location, select_related=("practice",))
def history(request: SignedInRequest, location: Location) -> HttpResponse:
    page = page_of(request, save_keys(location))
    saves = saves_of(location, list(page))
    # One statement for everybody's names and the viewer's role.
    role = Membership.objects.filter(practice=location.practice_id, user=OuterRef("pk")).values("role")
    people = User.objects.annotate(role=Subquery(role)).in_bulk(user_ids(saves) | {request.user.pk})
    context = {
        "location": location,
        "page": page,
        "may_edit": request.user.is_superuser or people[request.user.pk].role in AT_LEAST[Role.EDITOR],
        "entries": [save_entry(save, people, request.user) for save in saves],
        "staff_page": "staff",
    }
    return render(request, "listings/history/list.html", context)


@requires("listings.edit_listing", Location, select_related=("practice",))
def undo_change(request: SignedInRequest, location: Location, save: str) -> HttpResponse:
    """Says what undoing a save would restore; on POST does it."""
    try:
        found = find_save(location, save)
    except NoSuchSave as error:
        raise Http404 from error
    problem = ""
    if request.method == "POST":
        try:
            saved = undo_save(
                location=location,
                save=found,
                user=request.user,
                even_if_changed_since=request.POST.get("even_if_changed_since") == "yes",
            )
        except NotSaved as error:
            problem = error.message
        except ChangedSince:
            problem = "Some of this was changed again since. Say below that you want to overwrite that too."
        except NothingToUndo:
            problem = "There is nothing to take back: everything is as it was before this change."
        else:
            if any(one.held for one in saved):
                messages.warning(request, SOME_IS_HELD)
            else:
                messages.success(request, "Taken back. The listing says again what it said before.")
            return redirect("history", location_id=location.pk)
    return undo_page(request, location, found, problem)


def undo_page(request: SignedInRequest, location: Location, save: Save, problem: str) -> HttpResponse:
    people = User.objects.in_bulk(user_ids([save]))
    context = {
        "location": location,
        "entry": save_entry(save, people, request.user),
        "undo": undo_preview(plan_undo(location, save)),
        "problem": problem,
        "staff_page": "staff",
    }
    return render(request, "listings/history/undo.html", context, status=409 if problem else 200)
