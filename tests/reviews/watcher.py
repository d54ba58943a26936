"""Somebody who opens every public address again and again, and compares: what is different, who learns what?

The clinic's owner watches too, from the inside: `Watcher(..., owner=...)`.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import UseCount, User
from directory.search_engines import SITEMAPS
from mail.models import Message
from providers.models import Location
from providers.results.api.rows import answer_rows
from providers.results.card_rows import card_rows
from providers.search.service import search_index
from reviews.urls import urlpatterns

Seen = dict[str, tuple[int, str, str]]

# What is random in every answer, and what tells the time that the test itself has moved.
NOISE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[\w+/=-]+|nonce="[^"]*"')
# "Expires" of pages that no browser keeps is the time of the request.
QUIET_HEADERS = ("Content-Security-Policy", "Set-Cookie", "Expires")
LINK = re.compile(r'(?:href|action)="(/[^"#?]*)"')
FOLLOWED = re.compile(r"/(reviews/(?!policy)|providers/\d)")


@dataclass
class Watcher:
    """`seen()`: what every public address answers now: its status, its headers and its content."""

    locations: list[Location]
    owner: User | None = None
    opened_views: set[str] = field(default_factory=set)

    def seen(self) -> Seen:
        caches["process"].clear()  # which counts how often a visitor opens some pages
        client, answers = Client(), {}
        waiting = list(self.seeds())
        while waiting:
            path = waiting.pop()
            if path in answers:
                continue
            response = client.get(path)
            if response.resolver_match is not None:
                self.opened_views.add(str(response.resolver_match.url_name))
            content = b"".join(response) if response.streaming else response.content
            text = NOISE.sub("", content.decode())
            headers = {name: value for name, value in response.headers.items() if name not in QUIET_HEADERS}
            answers[path] = (response.status_code, str(sorted(headers.items())), text)
            waiting += [link for link in LINK.findall(text) if FOLLOWED.match(link)]
        return answers | self.seen_by_owner()

    def seeds(self) -> Iterator[str]:
        yield from ("/", "/providers/", "/providers/?near=60614&sort=score", "/tms/il/", "/reviews/policy/")
        yield from ("/api/v1/locations/?sort=score", "/api/v1/locations/?near=60614", "/sitemap.xml")
        yield from (f"/sitemap-{section}.xml" for section in SITEMAPS)
        for name in ("review-ledger", "review-ledger-csv", "review-reasons-csv"):
            yield reverse(name)
        for location in self.locations:
            yield location.get_absolute_url()
            for name in ("review-list", "review-sent", "review-confirmed"):
                yield reverse(name, args=[location.pk])
        for query in ("?sort=lowest", "?sort=useful", "?page=2", "?q=explained"):
            yield reverse("review-list", args=[self.locations[0].pk]) + query

    def seen_by_owner(self) -> Seen:
        """Pages of the team, and the mails to it."""
        if self.owner is None:
            return {}
        client = Client()
        client.force_login(self.owner)
        practice = self.locations[0].practice_id
        paths = [
            "/staff/",
            reverse("visit-codes", args=[practice]),
            reverse("practice-reviews", args=[practice]),
        ]
        answers = {path: client.get(path) for path in paths}
        mails = Message.objects.filter(to=self.owner.email).order_by("pk")
        pages = {
            path: (answer.status_code, "", NOISE.sub("", answer.content.decode()))
            for path, answer in answers.items()
        }
        return pages | {"mails": (0, "", str(list(mails.values_list("subject", "text"))))}

    def expect_silence(self, event: Callable[[], object]) -> object:
        """Whatever `event` does, nothing that can be watched moves."""
        before = self.seen()
        outcome = event()
        moved = changes(before, self.seen())
        assert not moved, moved
        return outcome


def changes(before: Seen, after: Seen) -> dict[str, list[str]]:
    """By path: the lines that came or went."""
    found = {}
    for path in sorted({*before, *after}):
        old, new = before.get(path, (0, "", "")), after.get(path, (0, "", ""))
        if old != new:
            ours, theirs = ([str(one[0]), one[1], *one[2].splitlines()] for one in (old, new))
            found[path] = [f"- {line}" for line in ours if line not in theirs]
            found[path] += [f"+ {line}" for line in theirs if line not in ours] or ["(another order)"]
    return found


def public_patterns() -> list[str]:
    """Names of the addresses of reviews that need neither a sign-in nor a sealed link."""
    return [
        str(pattern.name)
        for pattern in urlpatterns
        if not str(pattern.pattern).startswith(("moderation/", "staff/"))
        and "token" not in pattern.pattern.converters
    ]


class Clock:
    """The site's time, as the test moves it."""

    def __init__(self, patch: pytest.MonkeyPatch, start: datetime) -> None:
        self.now = start
        patch.setattr(timezone, "now", lambda: self.now)


def forget_caches() -> None:
    """What a process remembers of another world."""
    search_index.forget()
    card_rows.clear()
    answer_rows.clear()
    for name in ("process", "template_fragments"):
        caches[name].clear()


@contextmanager
def without_limits() -> Iterator[None]:
    """All authors of a test share one address."""
    UseCount.objects.all().delete()
    yield
    UseCount.objects.all().delete()
