"""What an admin decides about a claim. The person who claimed is mailed each time, with the reason."""

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from providers.models import Claim, Membership, Role
from providers.staff.claims import mails
from providers.staff.claims.states import OPEN, State, advance
from providers.staff.teams.invitations import end, open_invitations
from providers.staff.teams.members import name_of, tell_member, tell_owners
from providers.staff.teams.owners import lock_team, owners_of


class UnseenRival(Exception):
    """Somebody else claims the practice too, and the admin has not seen it."""


def rivals_of(claim: Claim) -> QuerySet[Claim]:
    """Other people's open claims of the same practice."""
    others = Claim.objects.filter(practice=claim.practice_id, state__in=OPEN).exclude(pk=claim.pk)
    return others.select_related("user", "location", "practice")


@transaction.atomic
def approve(*, claim: Claim, by: User, rivals_seen: frozenset[int]) -> Claim:
    """Make the claimant an owner. `rivals_seen`: the claims that the admin saw beside this one.

    Raises UnseenRival and NotPossible. Documents prove a claim by this decision.
    """
    claim = lock(claim)
    if not rivals_seen.issuperset(rivals_of(claim).values_list("pk", flat=True)):
        raise UnseenRival
    if claim.method == Claim.Method.DOCUMENTS and claim.state == State.REQUESTED:
        advance(claim, State.PROVEN)
    advance(claim, State.APPROVED, by=by)
    Membership.objects.update_or_create(
        practice=claim.practice, user=claim.user, defaults={"role": Role.OWNER}
    )
    claim.documents.all().delete()
    mails.tell_claimant("claims/approved", claim)
    what = f"We approved the claim of {name_of(claim.user)}, who is now an owner."
    tell_owners(claim.practice, what=what, by=by, but=claim.user)
    return claim


@transaction.atomic
def deny(*, claim: Claim, by: User, reason: str) -> Claim:
    """Raises NotPossible."""
    claim = lock(claim)
    advance(claim, State.DENIED, by=by, reason=reason)
    claim.documents.all().delete()
    mails.tell_claimant("claims/denied", claim)
    return claim


@transaction.atomic
def revoke(*, claim: Claim, by: User, reason: str) -> Claim:
    """Take the membership away, and with the last owner the whole team: nobody would answer for it.

    Invitations that this person sent, or all if the team ends, are withdrawn. Raises NotPossible.
    """
    claim = lock(claim)
    advance(claim, State.REVOKED, by=by, reason=reason)
    Membership.objects.filter(practice=claim.practice, user=claim.user).delete()
    mails.tell_claimant("claims/revoked", claim)
    team_goes_on = owners_of(claim.practice).exists()
    if team_goes_on:
        tell_owners(claim.practice, what=f"We revoked the claim of {name_of(claim.user)}.", by=by)
    else:
        dissolve(claim, by)
    invitations = open_invitations(claim.practice).select_related("practice")
    for invitation in invitations.filter(invited_by=claim.user) if team_goes_on else invitations:
        end(invitation)
    return claim


def dissolve(claim: Claim, by: User) -> None:
    """End what is left of the team."""
    for member in Membership.objects.filter(practice=claim.practice).select_related("user", "practice"):
        member.delete()
        tell_member("teams/removed", member, by=by)


def lock(claim: Claim) -> Claim:
    """The claim as it is now, with its practice locked first: the same order everywhere, so no deadlock."""
    practice = lock_team(claim.practice_id)
    locked = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("user", "location")
    claim = locked.get(pk=claim.pk)
    claim.practice = practice
    return claim
