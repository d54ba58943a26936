"""Claiming a practice from the page of one of its locations, and choosing how to prove it."""

from dataclasses import dataclass

from django.db import transaction

from accounts.limits import Limit, seconds_to_wait
from accounts.models import User
from listings.claims import codes, mails
from listings.claims.documents import Document
from listings.claims.states import OPEN, NotPossible
from listings.models import Claim, ClaimDocument, Membership, Role
from listings.teams.invitations import hashed
from listings.teams.owners import lock_team
from providers.models import Location, Practice

CODES_FOR_ONE_CLAIM = Limit.parse("5/d")
CODES_TO_ONE_ADDRESS = Limit.parse("8/d")


class AlreadyOwner(Exception):
    """Who claims the practice owns it already."""


class AlreadyClaimed(Exception):
    """The same person's claim of this practice is open already, maybe from another location's page."""

    def __init__(self, claim: Claim) -> None:
        super().__init__("You have claimed this practice already.")
        self.claim = claim


class TooManyCodes(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__("Too many codes.")
        self.seconds = seconds


@dataclass(frozen=True)
class Proof:
    """How somebody wants to prove a claim: `email` is for the code by mail, `documents` for documents."""

    method: Claim.Method
    email: str = ""
    documents: tuple[Document, ...] = ()


def open_claim_of(practice: Practice, user: User) -> Claim | None:
    return Claim.objects.filter(practice=practice, user=user, state__in=OPEN).first()


def owns(practice: Practice, user: User) -> bool:
    return Membership.objects.filter(practice=practice, user=user, role=Role.OWNER).exists()


@transaction.atomic
def start_claim(*, location: Location, user: User, position: str, npi: str, proof: Proof) -> Claim:
    """Raises AlreadyOwner, AlreadyClaimed and TooManyCodes."""
    practice = lock_team(location.practice_id)
    if owns(practice, user):
        raise AlreadyOwner
    if claim := open_claim_of(practice, user):
        raise AlreadyClaimed(claim)
    claim = Claim.objects.create(
        practice=practice, location=location, user=user, position=position, npi=npi, method=proof.method
    )
    prepare(claim, proof)
    mails.tell_claimant("claims/requested", claim)
    mails.tell_owners(claim)
    return claim


@transaction.atomic
def change_proof(*, claim: Claim, proof: Proof) -> Claim:
    """Prove it in another way; what the way before left is deleted. Raises NotPossible and TooManyCodes."""
    claim = lock(claim)
    claim.documents.all().delete()
    claim.code_hash, claim.code_expires_at, claim.code_attempts = "", None, 0
    claim.method = proof.method
    prepare(claim, proof)
    return claim


@transaction.atomic
def send_new_code(*, claim: Claim) -> Claim:
    """Another code: sent again by mail, or for another call of ours. Raises NotPossible, TooManyCodes."""
    claim = lock(claim)
    if claim.method == Claim.Method.DOCUMENTS:
        raise NotPossible("Documents need no code.")
    issue_code(claim)
    return claim


@transaction.atomic
def make_phone_code(*, claim: Claim) -> str:
    """A new code for an admin to read out, whose calls are not limited. Raises NotPossible."""
    claim = lock(claim)
    if claim.method != Claim.Method.PHONE:
        raise NotPossible("This claim is not proven by phone.")
    return codes.issue(claim)


def lock(claim: Claim) -> Claim:
    """The claim, locked, which must still wait for proof."""
    locked = Claim.objects.select_for_update(of=("self",), no_key=True).select_related(
        "practice", "location", "user"
    )
    claim = locked.get(pk=claim.pk)
    if claim.state != Claim.State.REQUESTED:
        raise NotPossible(f"This claim is “{claim.get_state_display()}” now; there is nothing to prove.")
    return claim


def prepare(claim: Claim, proof: Proof) -> None:
    """Send the code, keep the documents, or ask admins to call."""
    claim.proof_email = proof.email
    claim.save()
    if proof.method == Claim.Method.DOCUMENTS:
        ClaimDocument.objects.bulk_create(
            ClaimDocument(claim=claim, name=each.name, content_type=each.content_type, content=each.content)
            for each in proof.documents
        )
        mails.tell_admins(claim)
    else:
        issue_code(claim)


def issue_code(claim: Claim) -> None:
    wait = seconds_to_wait("claim-code", str(claim.pk), CODES_FOR_ONE_CLAIM)
    if claim.proof_email:
        address = hashed(claim.proof_email.lower())[:32]
        wait = wait or seconds_to_wait("claim-address", address, CODES_TO_ONE_ADDRESS)
    if wait:
        raise TooManyCodes(wait)
    code = codes.issue(claim)
    if claim.method == Claim.Method.PHONE:
        mails.tell_admins(claim)
    else:
        mails.send_code(claim, codes.spaced(code))
