"""Fixtures: a demo directory that the tests of a module look at, and places for those that make their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from listings.demo.removing import remove_demo
from places.loading import load_places
from places.models import Place
from providers.demo.loading import Loaded, load_demo
from providers.models import RemovedLocation, Term
from providers.progress import Progress
from providers.vocabulary.loader import load_vocabulary

TODAY = date(2026, 11, 22)
SILENT = Progress(None)


@contextmanager
def filled_directory(django_db_blocker: Any, load: Callable[..., Loaded]) -> Iterator[Loaded]:
    """2,000 demo locations around the shipped places, committed by `load`; gone at the end."""
    with django_db_blocker.unblock():
        if not Term.objects.exists():
            load_vocabulary()
        if not Place.objects.exists():
            load_places()
        loaded = load(locations=2_000, seed=1, today=TODAY, progress=SILENT)
    yield loaded
    with django_db_blocker.unblock():
        remove_demo(SILENT)
        RemovedLocation.objects.all().delete()


@pytest.fixture(scope="module")
def demo_directory(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    with filled_directory(django_db_blocker, load_demo) as loaded:
        yield loaded


@pytest.fixture
def few_places(vocabulary: None) -> list[Place]:
    """A dozen ZIPs in two states, where the whole gazetteer would only take time."""
    Place.objects.all().delete()
    points = {"60614": (41.92, -87.65), "60601": (41.89, -87.62), "60302": (41.89, -87.79)}
    points |= {"10001": (40.75, -73.99), "10025": (40.80, -73.97), "14201": (42.90, -78.88)}
    zips = []
    for code, (latitude, longitude) in points.items():
        state, city, zone = (
            ("IL", "Chicago", "Chicago") if code[0] == "6" else ("NY", "Manhattan", "New_York")
        )
        zips.append(
            Place(
                kind=Place.Kind.ZIP,
                code=code,
                name=code,
                label=f"{code} ({city}, {state})",
                folded=code,
                slug=code,
                state=state,
                latitude=latitude,
                longitude=longitude,
                population=10_000,
                time_zone=f"America/{zone}",
                near_city=city,
            )
        )
    return Place.objects.bulk_create(zips)
