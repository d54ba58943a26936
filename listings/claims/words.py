"""Claims in words: what happens next, and how a claim is proven."""

from listings.claims import codes
from listings.days import day_of
from listings.models import Claim
from providers import words
from providers.models import Location

Method, State = Claim.Method, Claim.State


def listed_phone(location: Location) -> str:
    return words.phone(location.phone, location.phone_extension)


def is_up_to_admins(claim: Claim) -> bool:
    """Whether an admin has to take the next step."""
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
    """How the claim was or will be proven, with the day."""
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


def code_problem(claim: Claim) -> str:
    """Why the claimant can't use the current code; empty while it works."""
    if codes.is_expired(claim):
        return "The code is too old. Ask for a new one."
    if claim.code_attempts >= codes.TRIES:
        return f"The code was mistyped {codes.TRIES} times, so it no longer works. Ask for a new one."
    return ""
