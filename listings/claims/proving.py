"""Typing in the code that proves a claim."""

import enum

from django.db import transaction

from listings.claims import codes, mails
from listings.claims.starting import lock
from listings.claims.states import State, advance
from listings.models import Claim


class Entered(enum.Enum):
    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED_UP = "used up"  # too many wrong tries


@transaction.atomic
def enter_code(*, claim: Claim, typed: str) -> Entered:
    """Compare what was typed, counting wrong tries under a lock so that many at once don't count as one.

    A wrong code is an answer and no exception: the count must be kept. Raises NotPossible where the claim
    no longer waits for proof: a code works once.
    """
    claim = lock(claim)
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
