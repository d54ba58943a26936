"""People: who signs in, with which roles, and who changed that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.limits import limited
from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from accounts.roles import LastAdmin, switch
from listings.lists import page_of
from listings.people.actions import HasAccount, change_roles, invite, send_invitation
from listings.people.finding import changes_of_roles, events_before, people_by_id, people_listed
from listings.people.forms import InviteForm, PeopleFilter, RolesForm
from listings.people.page import author_id, log_lines, person_row

LOG_OF_ONE = 10


@requires("accounts.administer")
def people(request: SignedInRequest) -> HttpResponse:
    """Everybody who signs in, found by name, address or role."""
    filters = PeopleFilter(request.GET, queryset=people_listed())
    page = page_of(request, filters.qs)
    context = {
        "page": page,
        "rows": [person_row(user) for user in page],
        "filters": filters,
        "staff_page": "people",
    }
    return render(request, "listings/people/list.html", context)


@requires("accounts.administer")
@limited("invite-person", "60/h")
def invite_person(request: SignedInRequest) -> HttpResponse:
    """Make an account for somebody, with a role; the person gets a mail."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = invite(**form.cleaned_data, by=request.user)
        except HasAccount as error:
            messages.info(request, "This person has an account already. Choose the roles here.")
            return redirect("person", error.user.pk)
        messages.success(request, f"{user.email} gets a mail with a link to choose a password.")
        return redirect("people")
    return render(request, "listings/people/invite.html", {"form": form, "staff_page": "people"})


@requires("accounts.administer", User)
@limited("change-person", "120/h")
def person(request: SignedInRequest, user: User) -> HttpResponse:
    """One person: roles, on or off, and the log of both."""
    form = RolesForm(None, user=user)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "roles":
        form = RolesForm(request.POST, user=user)
    if do and (do != "roles" or form.is_valid()):
        try:
            messages.success(request, carry_out(request, user, do, form))
        except LastAdmin as error:
            messages.warning(request, str(error))
        except NothingToDo:  # sent by something other than our page
            pass
        return redirect("person", user.pk)
    events = list(changes_of_roles(user)[:LOG_OF_ONE])
    known = people_by_id([user.pk, *filter(None, map(author_id, events))])
    context = {
        "person": user,
        "row": person_row(people_listed().get(pk=user.pk)),
        "form": form,
        "log": log_lines(events, events_before(events), known),
        "teams": user.memberships.select_related("practice")[:50],
        "may_be_invited_again": user.is_active and not user.has_usable_password() and not user.last_login,
        "staff_page": "people",
    }
    return render(request, "listings/people/person.html", context)


class NothingToDo(Exception):
    """The form asks for nothing that the page offers."""


def carry_out(request: SignedInRequest, user: User, do: str, form: RolesForm) -> str:
    """Do it, and return a sentence that says so. Raises LastAdmin and NothingToDo."""
    name = user.name or user.email
    if do == "roles":
        is_changed = change_roles(user=user, roles=form.cleaned_data["roles"], by=request.user)
        return f"The roles of {name} are saved." if is_changed else "Nothing was changed."
    if do in ("off", "on"):
        switch(user, is_active=do == "on")
        return f"{name} can sign in again." if do == "on" else f"{name} can no longer sign in."
    if do == "invite" and not user.has_usable_password():
        send_invitation(user, by=request.user)
        return f"{user.email} gets another mail with a link to choose a password."
    raise NothingToDo


@requires("accounts.administer")
def log(request: SignedInRequest) -> HttpResponse:
    """Every change of roles, the latest first."""
    page = page_of(request, changes_of_roles())
    events = list(page)
    ids = [event.pgh_obj_id for event in events]
    known = people_by_id([*ids, *filter(None, map(author_id, events))])
    lines = log_lines(events, events_before(events), known)
    context = {"page": page, "lines": lines, "staff_page": "people"}
    return render(request, "listings/people/log.html", context)
