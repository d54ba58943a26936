"""Inviting people to a team: by mail to one address, with a link that works for that address only.

Only a hash of the link's secret is stored, so sending an invitation again makes a new link.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.limits import PersonLimit
from accounts.models import User
from listings.models import Invitation, Membership, Role
from listings.teams.mails import actor_name, tell_owners, with_article
from listings.teams.owners import lock_team
from mail.sending import absolute_url, queue_mail
from providers.models import Practice

LASTS = timedelta(days=14)
MAX_OPEN = 50
# The senders are teams, and of a team its owners: none can use up what the others need.
MAILS_TO_ONE_ADDRESS = PersonLimit("invitation", from_one="3/d", from_all="12/d")
MAILS_OF_ONE_TEAM = PersonLimit("invitations", from_one="40/d", from_all="120/d")


class CannotInvite(Exception):
    """Says why, in a sentence for the owner."""


class TooManyMails(Exception):
    """`seconds`: how long to wait before the next one."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many invitations.")
        self.seconds = seconds


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def open_invitations(practice: Practice) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; expired ones included, because they can be sent again."""
    return Invitation.objects.filter(practice=practice, accepted_at=None, withdrawn_at=None)


@transaction.atomic
def invite(*, practice: Practice, email: str, role: Role, by: User) -> Invitation:
    """Invite `email`; raises CannotInvite and TooManyMails."""
    practice = lock_team(practice.pk)
    if Membership.objects.filter(practice=practice, user__email__iexact=email).exists():
        raise CannotInvite("This person is in the team already.")
    if open_invitations(practice).filter(email__iexact=email).exists():
        raise CannotInvite("This address has an invitation already. You can send it again from the list.")
    if open_invitations(practice).count() >= MAX_OPEN:
        raise CannotInvite(f"There are {MAX_OPEN} open invitations already. Withdraw some first.")
    invitation = Invitation(practice=practice, email=email, role=role, invited_by=by)
    send(invitation)
    tell_owners(practice, what=f"{email} was invited as {with_article(role)}.", by=by)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """Send it again with a new link, which lasts as long. Raises CannotInvite and TooManyMails."""
    invitation = locked_invitation(invitation)
    invitation.invited_by = by
    send(invitation)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """End an open invitation and tell the person who got it. Raises CannotInvite if it is not open."""
    invitation = locked_invitation(invitation)
    end_invitation(invitation)
    tell_owners(invitation.practice, what=f"The invitation of {invitation.email} was withdrawn.", by=by)


def end_invitation(invitation: Invitation) -> None:
    """Its link stops working, and the person who got it is told."""
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    context = {"practice": invitation.practice}
    queue_mail("teams/invitation_withdrawn", to=invitation.email, context=context)


def locked_invitation(invitation: Invitation) -> Invitation:
    """The open invitation as it is now, with its team locked. Raises CannotInvite if it is not open."""
    practice = lock_team(invitation.practice_id)
    found = open_invitations(practice).filter(pk=invitation.pk).first()
    if found is None:
        raise CannotInvite("This invitation was accepted or withdrawn meanwhile.")
    found.practice = practice
    return found


def send(invitation: Invitation) -> None:
    """Save the invitation with a new secret, and mail its link. Raises CannotInvite and TooManyMails."""
    practice, sender = invitation.practice, invitation.invited_by
    if sender is None or not sender.has_perm("listings.manage_team", practice):  # removed in the meantime
        raise CannotInvite("You can no longer invite people to this team.")
    count_mail(practice, invitation.email, sender)
    secret = secrets.token_urlsafe(24)
    invitation.secret_hash = hashed(secret)
    invitation.expires_at = timezone.now() + LASTS
    invitation.save()
    context = {
        "practice": practice,
        "by": actor_name(sender),
        "role": with_article(Role(invitation.role)),
        "url": absolute_url(reverse("invitation", args=[secret])),
        "days": LASTS.days,
    }
    queue_mail("teams/invitation", to=invitation.email, context=context)


def count_mail(practice: Practice, email: str, by: User) -> None:
    """Raises TooManyMails."""
    team = str(practice.pk)
    wait = MAILS_TO_ONE_ADDRESS.wait(sender=team, person=email)
    wait = wait or MAILS_OF_ONE_TEAM.wait(sender=str(by.pk), person=team)
    if wait:
        raise TooManyMails(wait.seconds)
