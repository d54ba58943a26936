"""How a claim is proven: by a code sent to the practice's website address, a code read out on the phone, or
documents."""

import enum
from dataclasses import dataclass

from django.db import transaction

from accounts.limits import AccountLimit, PersonLimit
from listings.claims import codes, mails
from listings.claims.documents import Document
from listings.claims.states import NotPossible, State, advance, locked_claim
from listings.models import Claim, ClaimDocument

CODES_FOR_ONE_CLAIM = AccountLimit("code-of-claim", "5/d")
CODES_TO_ONE_ADDRESS = PersonLimit("claim-address", from_one="5/d", from_all="12/d")


class TooManyCodes(Exception):
    """`seconds`: how long to wait for the next one."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many codes.")
        self.seconds = seconds


@dataclass(frozen=True)
class Proof:
    """How somebody wants to prove a claim: `email` is for the code by mail, `documents` for documents."""

    method: Claim.Method
    email: str = ""
    documents: tuple[Document, ...] = ()


class Entered(enum.Enum):
    """What an entered code was."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED_UP = "used up"  # too many wrong tries


def use_proof(claim: Claim, proof: Proof) -> None:
    """Send the code, keep the documents, or ask admins to call. Raises TooManyCodes."""
    claim.proof_email = proof.email
    claim.save()
    if proof.method == Claim.Method.DOCUMENTS:
        ClaimDocument.objects.bulk_create(
            ClaimDocument(claim=claim, name=each.name, content_type=each.content_type, content=each.content)
            for each in proof.documents
        )
        mails.tell_admins(claim)
    else:
        send_code(claim)


@transaction.atomic
def change_proof(*, claim: Claim, proof: Proof) -> Claim:
    """Prove the claim in another way; what the earlier way left is deleted. Raises NotPossible and
    TooManyCodes."""
    claim = locked_to_prove(claim)
    claim.documents.all().delete()
    claim.code_hash, claim.code_expires_at, claim.code_attempts = "", None, 0
    claim.method = proof.method
    use_proof(claim, proof)
    return claim


@transaction.atomic
def send_new_code(*, claim: Claim) -> Claim:
    """Send another code by mail, or ask for another call. Raises NotPossible and TooManyCodes."""
    claim = locked_to_prove(claim)
    if claim.method == Claim.Method.DOCUMENTS:
        raise NotPossible("Documents need no code.")
    send_code(claim)
    return claim


@transaction.atomic
def make_phone_code(*, claim: Claim) -> str:
    """A new code for an admin to read out; admins' calls are not limited. Raises NotPossible."""
    claim = locked_to_prove(claim)
    if claim.method != Claim.Method.PHONE:
        raise NotPossible("This claim is not proven by phone.")
    return codes.issue(claim)


@transaction.atomic
def enter_code(*, claim: Claim, typed: str) -> Entered:
    """Compare what was typed, counting wrong tries under a lock, so that simultaneous tries all count.

    A wrong code is an answer and not an exception, because the count must be saved. Raises NotPossible if the
    claim no longer waits for proof: a code works once.
    """
    claim = locked_to_prove(claim)
    if codes.is_expired(claim):
        return Entered.EXPIRED
    if claim.code_attempts >= codes.TRIES:
        return Entered.USED_UP
    if not codes.matches(claim, typed):
        claim.code_attempts += 1
        claim.save(update_fields=["code_attempts"])
        return Entered.USED_UP if claim.code_attempts >= codes.TRIES else Entered.WRONG
    advance(claim, State.PROVEN)
    mails.tell_claimant("claims/proven", claim)
    mails.tell_admins(claim)
    return Entered.RIGHT


def locked_to_prove(claim: Claim) -> Claim:
    """The claim, locked. Raises NotPossible if it no longer waits for proof."""
    claim = locked_claim(claim)
    if claim.state != State.REQUESTED:
        raise NotPossible(f"This claim is “{claim.get_state_display()}” now; there is nothing to prove.")
    return claim


def send_code(claim: Claim) -> None:
    """By mail, or by asking admins to call. Raises TooManyCodes."""
    wait = CODES_FOR_ONE_CLAIM.wait(str(claim.pk))
    if not wait and claim.proof_email:
        wait = CODES_TO_ONE_ADDRESS.wait(sender=str(claim.user_id), person=claim.proof_email)
    if wait:
        raise TooManyCodes(wait.seconds)
    code = codes.issue(claim)
    if claim.method == Claim.Method.PHONE:
        mails.tell_admins(claim)
    else:
        mails.send_code(claim, codes.spaced(code))
