"""Claiming a practice from the page of one of its locations."""

from django.db import transaction

from accounts.models import User
from listings.claims import mails
from listings.claims.proving import Proof, use_proof
from listings.claims.states import OPEN
from listings.models import Claim, Membership, Role
from listings.teams.owners import lock_team
from providers.models import Location, Practice


class AlreadyOwner(Exception):
    """The person already owns the practice."""


class AlreadyClaimed(Exception):
    """The same person's claim of this practice is open already, maybe from another location's page."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("You have claimed this practice already.")
        self.claim = claim


def open_claim_of(practice: Practice, user: User) -> Claim | None:
    return Claim.objects.filter(practice=practice, user=user, state__in=OPEN).first()


def owns(practice: Practice, user: User) -> bool:
    return Membership.objects.filter(practice=practice, user=user, role=Role.OWNER).exists()


@transaction.atomic
def start_claim(
    *, location: Location, user: User, position: str, npi: str, proof: Proof, adds_practice: bool = False
) -> Claim:
    """Raises AlreadyOwner, AlreadyClaimed and TooManyCodes."""
    practice = lock_team(location.practice_id)
    if owns(practice, user):
        raise AlreadyOwner
    if claim := open_claim_of(practice, user):
        raise AlreadyClaimed(claim)
    claim = Claim.objects.create(
        practice=practice,
        location=location,
        user=user,
        position=position,
        npi=npi,
        method=proof.method,
        adds_practice=adds_practice,
    )
    use_proof(claim, proof)
    mails.tell_claimant("claims/requested", claim)
    mails.tell_owners(claim)
    return claim
