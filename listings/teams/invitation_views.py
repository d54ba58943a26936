"""Following the link of an invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from listings.models import Invitation, Role
from listings.teams.accepting import CannotAccept, accept, find, is_for, why_not
from listings.teams.members import actor, with_article


def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What the link of an invitation shows, to anybody who has it: before signing up, and afterwards."""
    found = find(secret)
    if found is None:
        return show(
            request, None, "There is no such invitation. Was the link cut off, or sent again since?", 404
        )
    if reason := why_not(found):
        return show(request, found, reason, 410)
    return show(request, found)


def show(request: HttpRequest, found: Invitation | None, reason: str = "", status: int = 200) -> HttpResponse:
    context = {
        "invitation": found,
        "role": with_article(Role(found.role)) if found else "",
        "by": actor(found.invited_by) if found and found.invited_by else "",
        "reason": reason,
        "is_for_user": found and request.user.is_authenticated and is_for(found, request.user),
        "here": request.get_full_path(),
        "staff_page": "staff",
    }
    return render(request, "listings/teams/invitation.html", context, status=status)


@requires("accounts.use_account", Invitation, select_related=("practice",))
@require_POST
def invitation_accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Who has confirmed the address it was sent to needs no link: the address is the proof."""
    try:
        member = accept(invitation=invitation, user=request.user)
    except CannotAccept as error:
        return show(request, None, str(error), 409)
    role = with_article(Role(member.role))
    messages.success(request, f"Welcome: you are {role} of {invitation.practice.name} now.")
    return redirect("staff")
