"""An admin's decisions about a claim. The person who claimed gets a mail each time, with the reason."""

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from listings.claims import mails
from listings.claims.guests import guests_of
from listings.claims.states import OPEN, State, advance, locked_claim
from listings.editor.new_place import give_npi
from listings.editor.saving import made_by
from listings.editor.statuses import lacks, take_step
from listings.models import Claim, Membership, Role
from listings.teams.invitations import end_invitation, open_invitations
from listings.teams.mails import name_and_email, tell_member, tell_owners
from listings.teams.members import end_team
from listings.teams.owners import owners_of
from providers.models import Location


class UnseenRival(Exception):
    """Somebody else claims the practice too, and the admin has not seen that claim."""


def rivals_of(claim: Claim) -> QuerySet[Claim]:
    """Other people's open claims of the same practice."""
    others = Claim.objects.filter(practice=claim.practice_id, state__in=OPEN).exclude(pk=claim.pk)
    return others.select_related("user", "location", "practice")


@transaction.atomic
def approve(*, claim: Claim, by: User, rivals_seen: frozenset[int]) -> Claim:
    """Make the claimant an owner. `rivals_seen`: ids of the other claims that the admin saw with this one.

    Raises UnseenRival and NotPossible. A claim with documents is proven by this decision.
    """
    claim = locked_claim(claim)
    if not rivals_seen.issuperset(rivals_of(claim).values_list("pk", flat=True)):
        raise UnseenRival
    if claim.method == Claim.Method.DOCUMENTS and claim.state == State.REQUESTED:
        advance(claim, State.PROVEN)
    advance(claim, State.APPROVED, by=by)
    if claim.adds_practice:  # before there is a team, whose first publication somebody would have to look at
        open_practice(claim, by=by)
    Membership.objects.update_or_create(
        practice=claim.practice, user=claim.user, defaults={"role": Role.OWNER}
    )
    claim.documents.all().delete()
    mails.tell_claimant("claims/approved", claim)
    what = f"We approved the claim of {name_and_email(claim.user)}, who is now an owner."
    tell_owners(claim.practice, what=what, by=by, but=claim.user)
    return claim


def open_practice(claim: Claim, *, by: User) -> None:
    """Publish the place that the claimant added, and give the practice the NPI that the admin has seen."""
    give_npi(claim.practice, claim.npi)
    if claim.location.status == Location.Status.DRAFT and not lacks(claim.location):
        take_step(location=claim.location, step="publish", user=by)


def remove_place(claim: Claim, *, by: User) -> None:
    """Remove the place that the claimant added, unless an admin has published it since."""
    if claim.location.status == Location.Status.DRAFT:
        with made_by(by):
            claim.location.status = Location.Status.REMOVED
            claim.location.save(update_fields=["status"])


@transaction.atomic
def deny(*, claim: Claim, by: User, reason: str) -> Claim:
    """Raises NotPossible."""
    claim = locked_claim(claim)
    advance(claim, State.DENIED, by=by, reason=reason)
    claim.documents.all().delete()
    if claim.adds_practice:
        remove_place(claim, by=by)
    mails.tell_claimant("claims/denied", claim)
    return claim


@transaction.atomic
def revoke(*, claim: Claim, by: User, reason: str) -> Claim:
    """End the person's membership and that of everybody they have let in since.

    If no owner is left, the whole team ends, because nobody would answer for it.
    Invitations that they sent (all invitations, if the team ends) are withdrawn. Raises NotPossible.
    """
    claim = locked_claim(claim)
    approved_at = claim.decided_at
    advance(claim, State.REVOKED, by=by, reason=reason)
    Membership.objects.filter(practice=claim.practice, user=claim.user).delete()
    mails.tell_claimant("claims/revoked", claim)
    guests = guests_of(claim, approved_at) if approved_at else frozenset()
    members = Membership.objects.filter(practice=claim.practice, user__in=guests)
    names = [name_and_email(claim.user)]
    for member in members.select_related("user", "practice"):
        member.delete()
        tell_member("teams/removed", member, by=by)
        names.append(name_and_email(member.user))
    if not owners_of(claim.practice).exists():
        end_team(claim.practice, by=by)
        return claim
    what = f"We revoked the claim of {names[0]}."
    if names[1:]:
        what += f" Out of the team too, as they came by that person: {', '.join(names[1:])}."
    tell_owners(claim.practice, what=what, by=by)
    senders = Q(invited_by__in=[claim.user_id, *guests]) | Q(invited_by=None)
    for invitation in open_invitations(claim.practice).filter(senders).select_related("practice"):
        end_invitation(invitation)
    return claim
