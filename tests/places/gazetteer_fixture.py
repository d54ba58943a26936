"""The shipped gazetteer, read into memory once per process."""

import pytest

from places.index import PlaceIndex, place_index


@pytest.fixture(scope="session")
def committed_gazetteer() -> PlaceIndex:
    """All places."""
    return place_index()


@pytest.fixture
def gazetteer(committed_gazetteer: PlaceIndex, db: None) -> PlaceIndex:
    """All places, for tests that use the database too."""
    return committed_gazetteer
