"""What tests of places share."""

import pytest

__all__ = ["places_are_read_once"]


@pytest.fixture(autouse=True)
def places_are_read_once() -> None:
    """Here they are read as they are, each time."""
