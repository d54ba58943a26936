"""What the admins' queue of claims is given."""

from dataclasses import dataclass

from listings.claims.words import is_up_to_admins, next_step
from listings.models import Claim
from providers import words


@dataclass(frozen=True)
class QueueRow:
    """One line of the queue."""

    claim: Claim
    next_step: str
    is_up_to_admins: bool
    rivals: str


def queue_row(claim: Claim, rivals: int) -> QueueRow:
    """`rivals`: how many other people's claims of the practice are open."""
    said = f"{words.count(rivals, 'other claim')} of this practice" if rivals else ""
    return QueueRow(claim, next_step(claim), is_up_to_admins(claim), said)
