"""What the demo's practice has to look at: counts, and reports that wait."""

from datetime import date

import pytest

from listings.demo.upkeep import MAX_LOCATIONS, make_demo_upkeep
from listings.models import Report
from providers.models import DailyCount, Location
from tests.factories import make_location, make_practice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_it_has_a_year_of_counts_of_every_kind_and_open_reports_that_put_no_notice():
    location = make_location()
    make_demo_upkeep(location.practice, TODAY)
    counts = DailyCount.objects.filter(location=location)
    assert set(counts.values_list("kind", flat=True)) == set(DailyCount.Kind.values)
    assert counts.order_by("day").first().day < date(2025, 11, 22)
    assert counts.latest("day").day == date(2026, 11, 21)
    assert Report.objects.filter(location=location, state="open").count() == 2
    assert Location.objects.get().doubted_at is None


def test_a_second_start_adds_nothing():
    location = make_location()
    for _ in range(2):
        make_demo_upkeep(location.practice, TODAY)
        numbers = DailyCount.objects.count(), Report.objects.count()
    make_demo_upkeep(location.practice, date(2026, 12, 24))
    assert (DailyCount.objects.count(), Report.objects.count()) == numbers


def test_a_practice_of_many_locations_gets_counts_for_some_and_one_of_none_nothing():
    practice = make_practice()
    make_demo_upkeep(practice, TODAY)
    assert not DailyCount.objects.exists()
    for _ in range(MAX_LOCATIONS + 1):
        make_location(practice=practice)
    make_demo_upkeep(practice, TODAY)
    assert DailyCount.objects.values("location").distinct().count() == MAX_LOCATIONS
