"""The shipped gazetteer: loaded into the test database once per session, and read into memory once."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Count, Max, Sum

from places import index
from places.index import PlaceIndex
from places.loading import load_places
from places.models import Place

_read: dict[tuple, PlaceIndex] = {}


@pytest.fixture(autouse=True)
def places_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins with an empty memory; what it would read into it again is kept here.

    Reading 55,630 rows takes longer than most tests. The rows are told apart by a single query, so that tests
    which count queries count the same; tests/places changes rows in other ways, and reads them as they are.
    """
    read = index._read_index

    def read_once() -> PlaceIndex:
        sums = Place.objects.aggregate(Count("pk"), Max("pk"), Sum("population"))
        key = tuple(sums.values())
        if not key[0]:
            return PlaceIndex([])
        if key not in _read:
            _read.clear()
            _read[key] = read()
        return _read[key]

    monkeypatch.setattr(index, "_read_index", read_once)


@pytest.fixture(scope="session")
def committed_gazetteer(django_db_setup: None, django_db_blocker: Any) -> Iterator[PlaceIndex]:
    """All places, committed before any test that asks for them, and the index read from them."""
    with django_db_blocker.unblock():
        load_places()
        index.forget_places()
        yield index.place_index()


@pytest.fixture
def gazetteer(committed_gazetteer: PlaceIndex, db: None) -> PlaceIndex:
    """All shipped places are in the database, and in this process's memory."""
    # A test on real transactions empties every table when it ends, the places among them.
    if not Place.objects.exists():
        load_places()
    index._process.index = committed_gazetteer
    return committed_gazetteer
