"""Which guides explain a term: asked of the database once a minute by each process.

A location's page and a term's page link to them. A guide that is published or retired shows up or is gone
within a minute, so nobody needs to be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches
from django.urls import reverse

from content.models import GuideVersion
from providers.search.service import DATABASE_IS_DOWN

SECONDS_KEPT = 60
_CACHE_KEY = "content.guides-by-term"

TermKey = tuple[str, str]


@dataclass(frozen=True)
class GuideLink:
    """A published guide, and the terms it explains as (vocabulary, slug)."""

    title: str
    summary: str
    url: str
    terms: frozenset[TermKey]


def guides_about(terms: Iterable[TermKey], *, most: int) -> tuple[GuideLink, ...]:
    """Up to `most` guides that explain any of these terms: those that explain most of them first, then as
    the index of guides has them. None while the database is away and nothing is remembered."""
    wanted = frozenset(terms)
    matching = [guide for guide in published_guides() if guide.terms & wanted]
    return tuple(sorted(matching, key=lambda guide: -len(guide.terms & wanted))[:most])


def published_guides() -> tuple[GuideLink, ...]:
    """All of them, in reading order: one query a minute."""
    remembered = caches["process"].get(_CACHE_KEY)
    if remembered is not None:
        return remembered
    try:
        guides = _read()
    except DATABASE_IS_DOWN:  # a page without these links is better than none
        return ()
    caches["process"].set(_CACHE_KEY, guides, SECONDS_KEPT)
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
