"""Links in mails to authors: encrypted, expiring, and void once they have been used.

    token = seal("edit", review, email)
    link = open_link("edit", token)    # Link(review_id, serial, email); raises OldLink

A token names the review and the `link_serial` that it had; an action through the link raises that number. It
also carries the address, encrypted: after the decision the site itself does not know it any more. Opening a
link shows a page and changes nothing, because mail scanners follow links; a POST acts.
"""

import json
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.urls import reverse

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
    padded = token + "=" * (-len(token) % 4)
    seconds = int(PURPOSES[purpose].lifetime.total_seconds())
    try:
        content = cipher(f"link to {purpose}").decrypt(padded.encode(), ttl=seconds)
    except InvalidToken as error:
        raise OldLink from error
    return Link(*json.loads(content))
