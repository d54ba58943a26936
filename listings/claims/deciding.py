"""What an admin decides about a claim. The person who claimed is mailed each time, with the reason."""

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from listings.claims import mails
from listings.claims.guests import guests_of
from listings.claims.states import OPEN, State, advance
from listings.models import Claim, Membership, Role
from listings.teams.ending import dissolve
from listings.teams.invitations import end, open_invitations
from listings.teams.members import name_of, tell_member, tell_owners
from listings.teams.owners import lock_team, owners_of


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
    """Take the membership away, and that of everybody whom this person let in since; and with the last owner
    the whole team: nobody would answer for it.

    Invitations that they sent, or all if the team ends, are withdrawn. Raises NotPossible.
    """
    claim = lock(claim)
    approved_at = claim.decided_at
    advance(claim, State.REVOKED, by=by, reason=reason)
    Membership.objects.filter(practice=claim.practice, user=claim.user).delete()
    mails.tell_claimant("claims/revoked", claim)
    guests = guests_of(claim, approved_at) if approved_at else frozenset()
    members = Membership.objects.filter(practice=claim.practice, user__in=guests)
    names = [name_of(claim.user)]
    for member in members.select_related("user", "practice"):
        member.delete()
        tell_member("teams/removed", member, by=by)
        names.append(name_of(member.user))
    if not owners_of(claim.practice).exists():
        dissolve(claim.practice, by=by)
        return claim
    what = f"We revoked the claim of {names[0]}."
    if names[1:]:
        what += f" Out of the team too, as they came by that person: {', '.join(names[1:])}."
    tell_owners(claim.practice, what=what, by=by)
    senders = Q(invited_by__in=[claim.user_id, *guests]) | Q(invited_by=None)
    for invitation in open_invitations(claim.practice).filter(senders).select_related("practice"):
        end(invitation)
    return claim


def lock(claim: Claim) -> Claim:
    """The claim as it is now, with its practice locked first: the same order everywhere, so no deadlock."""
    practice = lock_team(claim.practice_id)
    locked = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("user", "location")
    claim = locked.get(pk=claim.pk)
    claim.practice = practice
    return claim
