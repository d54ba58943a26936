"""The shipped gazetteer as a fixture: loaded into the test database once per session, and read once."""

from collections.abc import Iterator
from typing import Any

import pytest

from providers.models import Place
from providers.places import index
from providers.places.index import PlaceIndex
from providers.places.loading import load_places


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
    # Reading 55,630 rows takes longer than most tests that want them; the rows are always the same.
    index._process.index = committed_gazetteer
    return committed_gazetteer
