"""Links in mails to authors: encrypted, expiring, and void once they have been used.

    token = seal("edit", review, email)
    link = open_link("edit", token)    # Link(review_id, serial, email); raises OldLink

A token names the review and the `link_serial` that it had; an action through the link raises that number. It
also carries the address, encrypted: after the decision the site itself does not know it any more. Opening a
link shows a page and changes nothing, because mail scanners follow links; a POST acts.
"""

import json
import time
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.urls import reverse

from accounts.signed_links import MAX_CLOCK_SKEW
from mail.sending import absolute_url
from reviews.models import Review
from reviews.secrecy import cipher


@dataclass(frozen=True)
class Purpose:
    """What a link is for. `view`: the name of the URL that takes the token; `lifetime`: how long it works."""

    view: str
    lifetime: timedelta


PURPOSES = {
    "confirm": Purpose("confirm-review", timedelta(days=7)),
    "edit": Purpose("edit-review", timedelta(days=1)),
    "change": Purpose("edit-review", timedelta(days=30)),  # the moderator asked for a change
    "appeal": Purpose("appeal", timedelta(days=30)),
    "answer": Purpose("takedown-answer", timedelta(days=14)),  # a legal notice
}


class OldLink(Exception):
    """A link is made up, damaged or too old."""


@dataclass(frozen=True)
class Link:
    review_id: int
    serial: int
    email: str


def seal(purpose: str, review: Review, email: str = "") -> str:
    """A token for the URL of a link."""
    content = json.dumps([review.pk, review.link_serial, email])
    return cipher(f"link to {purpose}").encrypt(content.encode()).decode().rstrip("=")


def link_url(purpose: str, review: Review, email: str = "") -> str:
    """The whole URL, for a mail."""
    return absolute_url(reverse(PURPOSES[purpose].view, args=[seal(purpose, review, email)]))


def open_link(purpose: str, token: str) -> Link:
    """Raises OldLink."""
    padded = (token + "=" * (-len(token) % 4)).encode()
    cipher_of_purpose = cipher(f"link to {purpose}")
    try:
        made_at = cipher_of_purpose.extract_timestamp(padded)  # signed, in seconds since 1970
        content = cipher_of_purpose.decrypt(padded)
    except InvalidToken as error:
        raise OldLink from error
    age = timedelta(seconds=time.time() - made_at)
    if not -MAX_CLOCK_SKEW <= age <= PURPOSES[purpose].lifetime + MAX_CLOCK_SKEW:
        raise OldLink
    return Link(*json.loads(content))
