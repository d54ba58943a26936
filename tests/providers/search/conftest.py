"""A search service whose clock only a test moves."""

from collections.abc import Iterator

import pytest

from providers.search.service import SearchService


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float = 0.3) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def search(clock: Clock) -> Iterator[SearchService]:
    service = SearchService(clock)
    yield service
    service.forget()
