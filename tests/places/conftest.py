"""What tests of places share."""

import pytest

from tests.gazetteer_fixture import committed_gazetteer, gazetteer

__all__ = ["committed_gazetteer", "gazetteer", "places_are_read_once"]


@pytest.fixture(autouse=True)
def places_are_read_once() -> None:
    """Here they are read as they are, each time."""
