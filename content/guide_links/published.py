"""The published guides and the terms they explain, for links from other pages.

Each process reads them once a minute, so a guide appears or disappears within a minute of a change.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.urls import reverse

from content.models import GuideVersion
from providers.search.service import DATABASE_IS_DOWN

CACHE_SECONDS = 60
_CACHE_KEY = "content.guides-by-term"

TermKey = tuple[str, str]


@dataclass(frozen=True)
class GuideLink:
    """A published guide, and the terms it explains as (vocabulary, slug)."""

    title: str
    summary: str
    url: str
    terms: frozenset[TermKey]


def guides_about(terms: Iterable[TermKey], *, limit: int) -> tuple[GuideLink, ...]:
    """Up to `limit` guides that explain any of these terms, those that explain the most of them first, then
    in reading order. None while the database is down and nothing is cached."""
    wanted = frozenset(terms)
    matching = [guide for guide in published_guides() if guide.terms & wanted]
    return tuple(sorted(matching, key=lambda guide: -len(guide.terms & wanted))[:limit])


def published_guides() -> tuple[GuideLink, ...]:
    """All published guides in reading order. One query a minute."""
    cached: tuple[GuideLink, ...] | None = caches["process"].get(_CACHE_KEY)
    if cached is not None:
        return cached
    try:
        guides = _read()
    except DATABASE_IS_DOWN:  # a page without these links is better than none
        return ()
    caches["process"].set(_CACHE_KEY, guides, CACHE_SECONDS)
    return guides


def _read() -> tuple[GuideLink, ...]:
    rows = (
        GuideVersion.objects.live()
        .in_reading_order()
        .values_list("guide__slug", "title", "summary", "terms__vocabulary", "terms__slug")
    )
    found: dict[tuple[str, str, str], set[TermKey]] = {}
    for slug, title, summary, vocabulary, term in rows:
        terms = found.setdefault((slug, title, summary), set())
        if vocabulary is not None:
            terms.add((vocabulary, term))
    return tuple(
        GuideLink(title, summary, reverse("guide", args=[slug]), frozenset(terms))
        for (slug, title, summary), terms in found.items()
    )
