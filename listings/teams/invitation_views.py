"""Following the link of an invitation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.models import Invitation, Role
from listings.teams.accepting import CannotAccept, accept, invitation_of_link, is_for, why_not
from listings.teams.mails import actor_name, with_article


def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """What the link of an invitation shows to anyone who has it: before signing up, and afterwards."""
    found = invitation_of_link(secret)
    if found is None:
        reason = "There is no such invitation. Was the link cut off, or sent again since?"
        return invitation_page(request, None, reason, 404)
    reason = why_not(found)
    return invitation_page(request, found, reason, 410 if reason else 200)


def invitation_page(
    request: HttpRequest, found: Invitation | None, reason: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "invitation": found,
        "role": with_article(Role(found.role)) if found else "",
        "by": actor_name(found.invited_by) if found and found.invited_by else "",
        "reason": reason,
        "is_for_user": found and request.user.is_authenticated and is_for(found, request.user),
        "here": request.get_full_path(),
        "staff_page": "staff",
    }
    return render(request, "listings/teams/invitation.html", context, status=status)


@requires("accounts.use_account", Invitation, select_related=("practice",))
@require_POST
def invitation_accept(request: SignedInRequest, invitation: Invitation) -> HttpResponse:
    """A person who has confirmed the address it was sent to needs no link: the address is the proof."""
    try:
        member = accept(invitation=invitation, user=request.user)
    except CannotAccept as error:
        return invitation_page(request, None, str(error), 409)
    role = with_article(Role(member.role))
    messages.success(request, f"Welcome: you are {role} of {invitation.practice.name} now.")
    return redirect("staff")
