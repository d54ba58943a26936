"""Loading many locations, with keys and triggers at work and without: what the small generator does too."""

from collections.abc import Callable
from functools import partial

import pytest

from bench.generator import loading
from bench.generator.loading import load_many
from listings.demo.removing import remove_demo
from providers.demo.loading import Loaded
from providers.models import Confirmation, Location, LocationTerm, Practice
from tests.demo_fixture import SILENT, TODAY
from tests.providers.demo.test_loading import *  # noqa: F403 - both generators must do the same
from tests.providers.demo.test_loading import LOCATIONS, contents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["with keys and triggers", "without"])
def load(request, monkeypatch) -> Callable[..., Loaded]:
    """Few rows go in while keys and triggers are at work, many do without."""
    monkeypatch.setattr(loading, "MANY", 1 if request.param == "without" else 1_000)
    return partial(load_many, locations=LOCATIONS, seed=1, today=TODAY, progress=SILENT)


@pytest.mark.usefixtures("few_places")
def test_the_two_ways_of_loading_make_the_same_rows(monkeypatch):
    """With the triggers at work, and without them."""
    monkeypatch.setattr(loading, "MANY", 1)
    load_many(locations=400, seed=1, today=TODAY, progress=SILENT)
    without = contents()
    remove_demo(SILENT)
    monkeypatch.setattr(loading, "MANY", 401)
    load_many(locations=400, seed=1, today=TODAY, progress=SILENT)
    assert contents() == without


@pytest.mark.usefixtures("few_places")
def test_batches_join_without_a_seam(monkeypatch):
    monkeypatch.setattr(loading, "BATCH", 70)
    load_many(locations=200, seed=1, today=TODAY, progress=SILENT)
    assert Location.objects.count() == 200
    npis = list(Practice.objects.exclude(npi=None).values_list("npi", flat=True))
    assert len(npis) == len(set(npis))
    assert LocationTerm.objects.values("location_id").distinct().count() == 200
    assert Confirmation.objects.count() > 900
