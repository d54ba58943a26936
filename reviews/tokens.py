"""Links in mails to authors: sealed, expiring, and void once they have been used.

    token = seal("edit", review, email)
    link = opened("edit", token)    # Link(review_id, serial, email); raises OldLink

A token names the review and the `link_serial` it had; whoever acts through it raises that number. It also
carries the address, encrypted: after publication the site itself does not know it any more. Opening a link
shows a page and changes nothing, since mail scanners follow links; a POST acts.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import InvalidToken

from reviews.models import Review
from reviews.secrecy import box

# How long links of each purpose work.
LIFETIMES = {
    "confirm": timedelta(days=7),
    "edit": timedelta(days=1),
    "change": timedelta(days=30),  # the moderator asked for a change
    "appeal": timedelta(days=30),
    "answer": timedelta(days=14),  # a legal notice
}


class OldLink(Exception):
    """A link is made up, damaged or too old."""


@dataclass(frozen=True)
class Link:
    review_id: int
    serial: int
    email: str


def seal(purpose: str, review: Review, email: str = "") -> str:
    content = json.dumps([review.pk, review.link_serial, email])
    return box(f"link to {purpose}").encrypt(content.encode()).decode().rstrip("=")


def opened(purpose: str, token: str) -> Link:
    """Raises OldLink."""
    padded = token + "=" * (-len(token) % 4)
    seconds = int(LIFETIMES[purpose].total_seconds())
    try:
        content = box(f"link to {purpose}").decrypt(padded.encode(), ttl=seconds)
    except InvalidToken as error:
        raise OldLink from error
    return Link(*json.loads(content))
