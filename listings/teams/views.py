"""The team of a practice: who is in it, roles, leaving, and inviting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.limits import too_many
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from listings.models import Invitation, Membership, Role
from listings.teams.forms import InvitationForm, RoleForm
from listings.teams.invitations import (
    MAX_OPEN,
    CannotInvite,
    TooManyMails,
    invite,
    open_invitations,
    resend,
    withdraw,
)
from listings.teams.mails import with_article
from listings.teams.members import NotInTeam, change_role, leave_team, remove_member
from listings.teams.owners import LastOwner
from providers.models import Practice

PAGE_SIZE = 25
MAX_MEMBERS = 500


@requires("listings.view_listing", Practice)
def team(request: SignedInRequest, practice: Practice) -> HttpResponse:
    """Everybody in the team; owners also see the invitations, and can change things."""
    is_owner = request.user.has_perm("listings.manage_team", practice)
    members = list(practice.memberships.select_related("user")[:MAX_MEMBERS])
    page = page_of(request, members, PAGE_SIZE)
    invitations = open_invitations(practice).select_related("invited_by")[:MAX_OPEN] if is_owner else []
    context = {
        "practice": practice,
        "page": page,
        "invitations": invitations,
        "is_owner": is_owner,
        "is_member": any(member.user_id == request.user.pk for member in members),
        "staff_page": "staff",
    }
    return render(request, "listings/teams/team.html", context)


@requires("listings.manage_team", Practice)
def invite_member(request: SignedInRequest, practice: Practice) -> HttpResponse:
    form = InvitationForm(request.POST or None, initial={"role": Role.EDITOR.value})
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], form.cleaned_data["role"]
        try:
            invite(practice=practice, email=email, role=role, by=request.user)
        except CannotInvite as error:
            form.add_error("email", str(error))
        except TooManyMails as error:
            return too_many(request, error.seconds)
        else:
            messages.success(request, f"The invitation is on its way to {email}.")
            return redirect("team", practice.pk)
    context = {"practice": practice, "form": form, "staff_page": "staff"}
    return render(request, "listings/teams/invite.html", context)


@requires("listings.manage_team", Membership, select_related=("practice", "user"))
def member(request: SignedInRequest, membership: Membership) -> HttpResponse:
    """Change a member's role; the page also has the button that removes them."""
    form = RoleForm(request.POST or None, initial={"role": membership.role})
    if request.method == "POST" and form.is_valid():
        try:
            change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
        except LastOwner as error:
            form.add_error("role", str(error))
        except NotInTeam:
            return gone(request, membership.practice)
        else:
            messages.success(
                request, f"{membership.user.email} is now {with_article(form.cleaned_data['role'])}."
            )
            return redirect("team", membership.practice_id)
    context = {"membership": membership, "practice": membership.practice, "form": form, "staff_page": "staff"}
    return render(request, "listings/teams/member.html", context)


@requires("listings.manage_team", Membership, select_related=("practice", "user"))
@require_POST
def member_remove(request: SignedInRequest, membership: Membership) -> HttpResponse:
    try:
        goes_on = remove_member(membership=membership, by=request.user)
    except LastOwner as error:
        messages.warning(request, str(error))
        return redirect("member", membership.pk)
    except NotInTeam:
        return gone(request, membership.practice)
    if membership.user_id == request.user.pk:
        return has_left(request, membership.practice)
    ended = "" if goes_on else " There is no other owner, so the whole team has ended."
    messages.success(
        request, f"{membership.user.email} is no longer in the team, and is told by mail.{ended}"
    )
    return redirect("team", membership.practice_id)


@requires("listings.view_listing", Practice)
def leave(request: SignedInRequest, practice: Practice) -> HttpResponse:
    """Ask, and on POST end one's own membership."""
    if request.method == "POST":
        try:
            leave_team(practice=practice, user=request.user)
        except LastOwner as error:
            messages.warning(request, str(error))
            return redirect("team", practice.pk)
        except NotInTeam:  # an admin, or somebody who pressed twice
            messages.warning(request, "You are not in this team.")
            return redirect("staff")
        return has_left(request, practice)
    return render(request, "listings/teams/leave.html", {"practice": practice, "staff_page": "staff"})


@requires("listings.manage_team", Invitation, select_related=("practice",))
@require_POST
def invitation_resend(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    try:
        resend(invitation=invitation, by=request.user)
    except CannotInvite as error:
        messages.warning(request, str(error))
    except TooManyMails as error:
        return too_many(request, error.seconds)
    else:
        messages.success(request, f"A new invitation is on its way to {invitation.email}.")
    return redirect("team", invitation.practice_id)


@requires("listings.manage_team", Invitation, select_related=("practice",))
@require_POST
def invitation_withdraw(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    try:
        withdraw(invitation=invitation, by=request.user)
    except CannotInvite as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return redirect("team", invitation.practice_id)


def gone(request: SignedInRequest, practice: Practice) -> HttpResponse:
    messages.warning(request, "This person left the team meanwhile.")
    return redirect("team", practice.pk)


def has_left(request: SignedInRequest, practice: Practice) -> HttpResponse:
    messages.success(request, f"You are no longer in the team of {practice.name}.")
    return redirect("staff")
