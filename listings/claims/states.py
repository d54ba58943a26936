"""The states of a claim, what leads from one to the next, and the lock under which it happens.

    requested -> proven -> approved -> revoked
        |           |
        +-----------+----> denied

Denied and revoked are final: to try again, a person makes a new claim, and the old one stays on record.
"""

from django.utils import timezone

from accounts.models import User
from listings.models import Claim
from listings.teams.owners import lock_team

State = Claim.State

LEADS_TO: dict[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.PROVEN, State.DENIED}),
    State.PROVEN: frozenset({State.APPROVED, State.DENIED}),
    State.APPROVED: frozenset({State.REVOKED}),
    State.DENIED: frozenset(),
    State.REVOKED: frozenset(),
}
OPEN = frozenset({State.REQUESTED, State.PROVEN})
NEEDS_A_REASON = frozenset({State.DENIED, State.REVOKED})
DECIDED_BY_AN_ADMIN = frozenset({State.APPROVED, State.DENIED, State.REVOKED})


class NotPossible(Exception):
    """The claim's state does not allow it; says why, in a sentence for the person who tried."""


def locked_claim(claim: Claim) -> Claim:
    """The claim as it is now, locked. Its practice is locked first, always, so that nothing deadlocks."""
    practice = lock_team(claim.practice_id)
    locked = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("user", "location")
    claim = locked.get(pk=claim.pk)
    claim.practice = practice
    return claim


def advance(claim: Claim, to: State, *, by: User | None = None, reason: str = "") -> None:
    """Take `claim`, a locked row, to the next state and save it.

    `by` is the admin who decides. Raises NotPossible if the states don't allow it, if a refusal has no
    reason, and if nobody, or the claimant, decides.
    """
    now = State(claim.state)
    if to not in LEADS_TO[now]:
        raise NotPossible(f"This claim is “{now.label}” now, so it can’t become “{to.label}”.")
    if to in NEEDS_A_REASON and not reason.strip():
        raise NotPossible("Say why: the person who claimed is told.")
    if to in DECIDED_BY_AN_ADMIN:
        if by is None or by.pk == claim.user_id:
            raise NotPossible("Nobody decides about their own claim. Ask another admin.")
        claim.decided_at, claim.decided_by = timezone.now(), by
    else:
        claim.proven_at = timezone.now()
    claim.state, claim.reason = to, reason.strip()
    claim.code_hash, claim.code_expires_at = "", None
    claim.save(
        update_fields=[
            *("state", "reason", "proven_at", "decided_at", "decided_by", "code_hash", "code_expires_at")
        ]
    )
