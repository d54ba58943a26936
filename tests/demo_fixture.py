"""Fixtures: a demo directory that the tests of a module look at, and places for those that make their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import numpy as np
import pytest

from listings.demo.removing import remove_demo
from places import gazetteer, index
from places.gazetteer import Named, ZipColumns
from places.index import PlaceIndex, place_index
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
def few_places(vocabulary: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of ZIPs in two states, where all of them would only take time."""
    whole = place_index()
    codes = ("10001", "10025", "14201", "60302", "60601", "60614")
    rows = [whole.zip_columns.codes.index(code) for code in codes]
    columns = ZipColumns(
        *(
            column[rows] if isinstance(column, np.ndarray) else [column[row] for row in rows]
            for column in whole.zip_columns
        )
    )
    towns = [Named(town, [], []) for town in whole.cities[:50]]
    few = PlaceIndex(towns, whole.states.values(), columns, gazetteer.read_counties())
    monkeypatch.setattr(index._process, "index", few)
