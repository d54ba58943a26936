"""Claims in words: what waits for whom, and what each side of a claim is told."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from listings.claims import codes
from listings.models import Claim
from providers.models import Location
from providers.web import words

Method, State = Claim.Method, Claim.State


@dataclass(frozen=True)
class QueueRow:
    """One line of the admins' queue."""

    url: str
    practice: str
    claimant: str
    position: str
    state: str
    next_step: str
    is_ours: bool
    rivals: str
    claimed_on: str


def queue_row(claim: Claim) -> QueueRow:
    """`claim.rivals`: how many other people's claims of the practice are open."""
    return QueueRow(
        url=reverse("claim-check", args=[claim.pk]),
        practice=claim.practice.name,
        claimant=claim.user.email,
        position=claim.position,
        state=claim.get_state_display(),
        next_step=next_step(claim),
        is_ours=is_ours(claim),
        rivals=f"{words.count(claim.rivals, 'other claim')} of this practice" if claim.rivals else "",
        claimed_on=day_of(claim.created_at),
    )


@dataclass(frozen=True)
class OwnRow:
    """One line of a person's own claims."""

    url: str
    practice: str
    state: str
    claimed_on: str


def own_row(claim: Claim) -> OwnRow:
    return OwnRow(
        url=reverse("claim", args=[claim.pk]),
        practice=claim.practice.name,
        state=claim.get_state_display(),
        claimed_on=day_of(claim.created_at),
    )


def listed_phone(location: Location) -> str:
    return words.phone(location.phone, location.phone_extension)


def day_of(moment: datetime) -> str:
    """The day of a moment, in the site's time zone."""
    return words.long_date(timezone.localdate(moment))


def is_ours(claim: Claim) -> bool:
    """Whether the next step is an admin's."""
    if claim.state == State.REQUESTED:
        return claim.method != Method.WEBSITE_EMAIL
    return claim.state == State.PROVEN


def next_step(claim: Claim) -> str:
    """What an admin has to do next; empty once the claim is decided."""
    if claim.state == State.PROVEN:
        return "Decide"
    if claim.state != State.REQUESTED:
        return ""
    return {
        Method.WEBSITE_EMAIL: "Wait: a code was sent by mail",
        Method.PHONE: f"Call {words.phone(claim.location.phone)} and read out the code",
        Method.DOCUMENTS: "Look at the documents",
    }[Method(claim.method)]


def proof_in_words(claim: Claim) -> str:
    """How it was or will be proven, with the day."""
    how = {
        Method.WEBSITE_EMAIL: f"A code by mail to {claim.proof_email}",
        Method.PHONE: f"A code by phone to {words.phone(claim.location.phone)}",
        Method.DOCUMENTS: "Documents",
    }[Method(claim.method)]
    if claim.proven_at:
        return f"{how}: right on {day_of(claim.proven_at)}"
    if claim.state != State.REQUESTED:
        return f"{how}: never proven"
    if claim.method == Method.DOCUMENTS:
        return f"{how}: to be looked at"
    tries = f", {words.count(claim.code_attempts, 'wrong try', 'wrong tries')}" if claim.code_attempts else ""
    return f"{how}: not typed in yet{tries}"


def code_state(claim: Claim) -> str:
    """Why the claimant can't use the present code; empty while it works."""
    if codes.is_expired(claim):
        return "The code is too old. Ask for a new one."
    if claim.code_attempts >= codes.TRIES:
        return f"The code was mistyped {codes.TRIES} times, so it no longer works. Ask for a new one."
    return ""
