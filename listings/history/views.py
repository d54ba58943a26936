"""The history of a listing, and taking a change back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import User
from accounts.permissions import requires
from listings.editor.errors import NotSaved
from listings.history import page as presenter
from listings.history.events import save_keys
from listings.history.keys import NoSuchSave
from listings.history.saves import Save, find_save, saves_of
from listings.history.undoing import ChangedSince, NothingToTakeBack, plan_undo, take_back
from listings.models import Membership, Role
from listings.permissions import AT_LEAST
from providers.models import Location

PAGE_SIZE = 20


@requires("listings.view_listing", Location, select_related=("practice",))
def history(request: HttpRequest, location: Location) -> HttpResponse:
    page = Paginator(save_keys(location), PAGE_SIZE).get_page(request.GET.get("page"))
    saves = saves_of(location, page.object_list)
    people = with_roles(presenter.user_ids(saves) | {request.user.pk}, location)
    context = {
        "location": location,
        "page": page,
        "may_edit": request.user.is_superuser or people[request.user.pk].role in AT_LEAST[Role.EDITOR],
        "entries": presenter.entries(saves, people, request.user),
        "staff_page": "staff",
    }
    return render(request, "listings/history/list.html", context)


def with_roles(ids: set[int], location: Location) -> dict[int, User]:
    """People by id, each with `role` in the listing's team, or None. One statement for all the page needs."""
    role = Membership.objects.filter(practice=location.practice_id, user=OuterRef("pk")).values("role")
    return User.objects.annotate(role=Subquery(role)).in_bulk(ids)


@requires("listings.edit_listing", Location, select_related=("practice",))
def undo_change(request: HttpRequest, location: Location, save: str) -> HttpResponse:
    """Says what taking a save back would restore; on POST does it."""
    found = the_save(location, save)
    problem = ""
    if request.method == "POST":
        try:
            saved = take_back(
                location=location,
                save=found,
                user=request.user,
                even_if_changed_since=request.POST.get("even_if_changed_since") == "yes",
            )
        except NotSaved as error:
            problem = error.message
        except ChangedSince:
            problem = "Some of this was changed again since. Say below that you want to overwrite that too."
        except NothingToTakeBack:
            problem = "There is nothing to take back: everything is as it was before this change."
        else:
            announce(request, [one.held for one in saved])
            return redirect("history", location_id=location.pk)
    return undo_page(request, location, found, problem)


def the_save(location: Location, text: str) -> Save:
    try:
        return find_save(location, text)
    except NoSuchSave as error:
        raise Http404 from error


def undo_page(request: HttpRequest, location: Location, save: Save, problem: str) -> HttpResponse:
    people = User.objects.in_bulk(presenter.user_ids([save]))
    context = {
        "location": location,
        "entry": presenter.entry(save, people, request.user),
        "undo": presenter.undo_page(plan_undo(location, save)),
        "problem": problem,
        "staff_page": "staff",
    }
    return render(request, "listings/history/undo.html", context, status=409 if problem else 200)


def announce(request: HttpRequest, held: list[object]) -> None:
    if any(held):
        messages.warning(
            request,
            "Some of what you took back looks unusual, so we check it before it becomes public. "
            "The history shows what is public already.",
        )
    else:
        messages.success(request, "Taken back. The listing says again what it said before.")
