"""Invented listings for search tests: plain values, and the columns that the index is built from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from places.text import words
from providers.models import Vocabulary
from providers.search.bits import pack
from providers.search.features import Features
from providers.search.index import LiveSegment, SearchIndex
from providers.search.rows import UNKNOWN, Rows, day_number, state_number
from providers.search.segment import Segment
from providers.vocabulary.catalog import Catalog, CatalogTerm

TODAY = date(2026, 11, 22)

SLUGS = {
    Vocabulary.CONDITION: ("mdd", "ocd", "ptsd"),
    Vocabulary.THERAPY: ("cbt", "erp", "pe"),
    Vocabulary.PROTOCOL: ("rtms-10hz-left", "deep-h7-ocd"),
    Vocabulary.DEVICE: ("neurostar", "brainsway"),
    Vocabulary.PAYER: ("aetna", "medicare"),
    Vocabulary.AGE_GROUP: ("15-17", "22-64"),
    Vocabulary.LANGUAGE: ("en", "es"),
    Vocabulary.ACCESSIBILITY: ("step-free", "quiet-room"),
    Vocabulary.TELEHEALTH: ("therapy-video",),
    Vocabulary.PAYMENT: ("insurance", "self-pay"),
    Vocabulary.SCHEDULE: ("evening", "weekend"),
}
CATALOG = Catalog(
    tuple(
        CatalogTerm(100 * group + place, vocabulary, slug, slug.upper(), "")
        for group, (vocabulary, slugs) in enumerate(SLUGS.items(), start=1)
        for place, slug in enumerate(slugs)
    )
)
FEATURES = Features(CATALOG)


@dataclass(frozen=True)
class Listing:
    """A published location as a patient would describe it."""

    id: int
    latitude: float
    longitude: float
    terms: frozenset[tuple[str, str]] = frozenset()
    programs: frozenset[tuple[str, str, str]] = frozenset()
    confirmed_on: date | None = TODAY
    rating_hundredths: int = 0
    rating_count: int = 0
    state: str = "IL"
    county: int = 0
    accepting: bool = True
    wait_weeks: int | None = None
    name: str = "Lakeview TMS"
    changed_in: int = 1


def rows_of(listings: Sequence[Listing]) -> Rows:
    """The listings as the reader would deliver them."""
    terms: dict[int, list[int]] = {}
    programs: dict[tuple[int, str, str], list[int]] = {}
    name_words: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for row, listing in enumerate(listings):
        for vocabulary, slug in listing.terms:
            terms.setdefault(CATALOG.get(vocabulary, slug).id, []).append(row)
        for therapy, timing, delivery in listing.programs:
            programs.setdefault((CATALOG.get("therapy", therapy).id, timing, delivery), []).append(row)
        pairs += [(name_words.setdefault(word, len(name_words)), row) for word in words(listing.name)]
    pair_columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return Rows(
        ids=np.array([listing.id for listing in listings], dtype=np.int64),
        latitudes=np.array([listing.latitude for listing in listings], dtype=np.float64),
        longitudes=np.array([listing.longitude for listing in listings], dtype=np.float64),
        changed_in=np.array([listing.changed_in for listing in listings], dtype=np.int64),
        confirmed_on=np.array([day_number(listing.confirmed_on) for listing in listings], dtype=np.int32),
        rating_hundredths=np.array([listing.rating_hundredths for listing in listings], dtype=np.uint16),
        rating_count=np.array([listing.rating_count for listing in listings], dtype=np.int32),
        state=np.array([state_number(listing.state) for listing in listings], dtype=np.uint16),
        county=np.array([listing.county for listing in listings], dtype=np.uint16),
        flags={
            "accepting_new_patients": np.array([listing.accepting for listing in listings], dtype=np.bool_)
        },
        numbers={
            "wait_weeks": np.array(
                [UNKNOWN if listing.wait_weeks is None else listing.wait_weeks for listing in listings],
                dtype=np.int32,
            )
        },
        terms={key: np.array(rows) for key, rows in terms.items()},
        programs={key: np.array(rows) for key, rows in programs.items()},
        name_words=list(name_words),
        name_keys=pair_columns[:, 0],
        name_rows=pair_columns[:, 1],
    )


def index_of(
    base: Sequence[Listing], recent: Sequence[Listing] = (), gone: frozenset[int] = frozenset()
) -> SearchIndex:
    """An index of a base and a recent segment; base listings that are in `recent` or `gone` are dead."""
    dead = gone | {listing.id for listing in recent}
    base_segment = Segment.build(rows_of(base), FEATURES)
    recent_segment = Segment.build(rows_of(recent), FEATURES)
    alive = np.array([int(id) not in dead for id in base_segment.ids], dtype=np.bool_)
    return SearchIndex(
        FEATURES,
        (
            LiveSegment(base_segment, pack(alive)),
            LiveSegment(recent_segment, pack(np.ones(len(recent), dtype=np.bool_))),
        ),
    )


def moved(listing: Listing, latitude: float, longitude: float) -> Listing:
    return replace(listing, latitude=latitude, longitude=longitude)
