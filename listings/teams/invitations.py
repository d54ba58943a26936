"""Inviting people to a team: by mail to one address, with a link that only works for that address.

Of the link's secret only a hash is stored, so sending an invitation again makes a new link.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.limits import Limit, seconds_to_wait
from accounts.models import User
from listings.models import Invitation, Membership, Role
from listings.teams.members import actor, tell_owners, with_article
from listings.teams.owners import lock_team
from mail.sending import absolute_url, queue_mail
from providers.models import Practice

LASTS = timedelta(days=14)
MAILS_TO_ONE_ADDRESS = Limit.parse("3/d")  # of one team
MOST_OPEN = 50
MAILS_OF_ONE_TEAM = Limit.parse("40/d")


class CannotInvite(Exception):
    """Says why, in a sentence for the owner."""


class TooManyMails(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__("Too many invitations.")
        self.seconds = seconds


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def open_invitations(practice: Practice) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; expired ones are among them, to be sent again."""
    return Invitation.objects.filter(practice=practice, accepted_at=None, withdrawn_at=None)


@transaction.atomic
def invite(*, practice: Practice, email: str, role: Role, by: User) -> Invitation:
    """Invite `email`; raises CannotInvite and TooManyMails."""
    practice = lock_team(practice.pk)
    if Membership.objects.filter(practice=practice, user__email__iexact=email).exists():
        raise CannotInvite("This person is in the team already.")
    if open_invitations(practice).filter(email__iexact=email).exists():
        raise CannotInvite("This address has an invitation already. You can send it again from the list.")
    if open_invitations(practice).count() >= MOST_OPEN:
        raise CannotInvite(f"There are {MOST_OPEN} open invitations already. Withdraw some first.")
    invitation = Invitation(practice=practice, email=email, role=role, invited_by=by)
    send(invitation)
    tell_owners(practice, what=f"{email} was invited as {with_article(role)}.", by=by)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """Send it again with a new link, which lasts as long. Raises CannotInvite and TooManyMails."""
    invitation = lock_open(invitation)
    invitation.invited_by = by
    send(invitation)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Its link works no longer, and who had it is told. Raises CannotInvite if it is over already."""
    invitation = lock_open(invitation)
    end(invitation)
    tell_owners(invitation.practice, what=f"The invitation of {invitation.email} was withdrawn.", by=by)


def end(invitation: Invitation) -> None:
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    context = {"practice": invitation.practice}
    queue_mail("teams/invitation_withdrawn", to=invitation.email, context=context)


def lock_open(invitation: Invitation) -> Invitation:
    practice = lock_team(invitation.practice_id)
    found = open_invitations(practice).filter(pk=invitation.pk).first()
    if found is None:
        raise CannotInvite("This invitation was accepted or withdrawn meanwhile.")
    found.practice = practice
    return found


def send(invitation: Invitation) -> None:
    """Write the invitation with a new secret, and its mail."""
    practice = invitation.practice
    if not invitation.invited_by.has_perm("listings.manage_team", practice):  # put out while it waited
        raise CannotInvite("You can no longer invite people to this team.")
    count_mail(practice, invitation.email)
    secret = secrets.token_urlsafe(24)
    invitation.secret_hash = hashed(secret)
    invitation.expires_at = timezone.now() + LASTS
    invitation.save()
    context = {
        "practice": practice,
        "by": actor(invitation.invited_by),
        "role": with_article(Role(invitation.role)),
        "url": absolute_url(reverse("invitation", args=[secret])),
        "days": LASTS.days,
    }
    queue_mail("teams/invitation", to=invitation.email, context=context)


def count_mail(practice: Practice, email: str) -> None:
    address = hashed(email.lower())[:24]
    wait = seconds_to_wait("invitation", f"{practice.pk}:{address}", MAILS_TO_ONE_ADDRESS)
    wait = wait or seconds_to_wait("invitations", str(practice.pk), MAILS_OF_ONE_TEAM)
    if wait:
        raise TooManyMails(wait)
