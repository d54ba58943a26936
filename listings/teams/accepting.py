"""Accepting an invitation, when signed in with the confirmed address that it was sent to."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from listings.models import Invitation, Membership, Role
from listings.teams.invitations import LASTS, hashed
from listings.teams.mails import name_and_email, tell_owners, with_article
from listings.teams.owners import lock_team

RANK = {Role.VIEWER: 1, Role.EDITOR: 2, Role.OWNER: 3}


class CannotAccept(Exception):
    """Says why, in a sentence for the person invited."""


def invitations_for(user: User) -> QuerySet[Invitation]:
    """Those that `user` can accept: sent to a confirmed address of theirs, and not expired."""
    is_theirs = Q(pk__in=[])
    for address in confirmed_addresses(user):
        is_theirs |= Q(email__iexact=address)
    return (
        Invitation.objects.filter(is_theirs, accepted_at=None, withdrawn_at=None)
        .filter(expires_at__gt=timezone.now())
        .select_related("practice", "invited_by")
    )


def confirmed_addresses(user: User) -> set[str]:
    """In lower case."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return {address.lower() for address in confirmed.values_list("email", flat=True)}


def invitation_of_link(secret: str) -> Invitation | None:
    """The invitation to which a link leads, in whatever state."""
    found = Invitation.objects.select_related("practice", "invited_by")
    return found.filter(secret_hash=hashed(secret)).first()


def why_not(invitation: Invitation) -> str:
    """Why nobody can accept the invitation any more; empty if it can be accepted."""
    if invitation.accepted_at:
        return "This invitation was accepted already."
    if invitation.withdrawn_at:
        return "This invitation was withdrawn."
    if not invitation.is_open:
        return f"This invitation is older than {LASTS.days} days. Ask for a new one."
    return ""


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether it was sent to a confirmed address of `user`."""
    return invitation.email.lower() in confirmed_addresses(user)


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Membership:
    """Add `user` to the team. A member who is in it already keeps the higher role. Raises CannotAccept."""
    practice = lock_team(invitation.practice_id)
    invitation = Invitation.objects.get(pk=invitation.pk)
    if reason := why_not(invitation):
        raise CannotAccept(reason)
    if not is_for(invitation, user):
        raise CannotAccept("This invitation was sent to another address than the one you are signed in with.")
    role = Role(invitation.role)
    member, is_new = Membership.objects.get_or_create(practice=practice, user=user, defaults={"role": role})
    if not is_new and RANK[role] > RANK[Role(member.role)]:
        member.role = role
        member.save(update_fields=["role"])
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    what = f"{name_and_email(user)} accepted the invitation and is now {with_article(Role(member.role))}."
    tell_owners(practice, what=what, by=user)
    return member
