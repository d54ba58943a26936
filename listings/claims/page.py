"""What the lists of claims are given: a person's own claims, and the admins' queue."""

from dataclasses import dataclass

from django.urls import reverse

from listings.claims.words import day_of, is_up_to_admins, next_step
from listings.models import Claim
from providers.web import words


@dataclass(frozen=True)
class OwnRow:
    """One line of a person's own claims."""

    url: str
    practice: str
    state: str
    claimed_on: str


@dataclass(frozen=True)
class QueueRow:
    """One line of the admins' queue."""

    url: str
    practice: str
    claimant: str
    position: str
    state: str
    next_step: str
    is_up_to_admins: bool
    rivals: str
    claimed_on: str


def own_row(claim: Claim) -> OwnRow:
    return OwnRow(
        url=reverse("claim", args=[claim.pk]),
        practice=claim.practice.name,
        state=claim.get_state_display(),
        claimed_on=day_of(claim.created_at),
    )


def queue_row(claim: Claim, rivals: int) -> QueueRow:
    """`rivals`: how many other people's claims of the practice are open."""
    return QueueRow(
        url=reverse("claim-check", args=[claim.pk]),
        practice=claim.practice.name,
        claimant=claim.user.email,
        position=claim.position,
        state=claim.get_state_display(),
        next_step=next_step(claim),
        is_up_to_admins=is_up_to_admins(claim),
        rivals=f"{words.count(rivals, 'other claim')} of this practice" if rivals else "",
        claimed_on=day_of(claim.created_at),
    )
