"""A demo that is started again months later is as fresh as on its first day."""

from datetime import timedelta

import pytest

from providers.demo import redating
from providers.demo.loading import load_demo
from providers.demo.redating import redate_demo
from providers.models import CombinedProgram, Confirmation, Location, PayerNetwork
from tests.demo_fixture import SILENT, TODAY
from tests.factories import confirm, make_location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_places")]

LATER = TODAY + timedelta(days=100)


def dates() -> list[list]:
    return [
        list(Confirmation.objects.order_by("pk").values_list("confirmed_on", flat=True)),
        list(
            PayerNetwork.objects.exclude(confirmed_on=None)
            .order_by("pk")
            .values_list("confirmed_on", flat=True)
        ),
        list(CombinedProgram.objects.order_by("pk").values_list("attested_on", flat=True)),
        list(Location.objects.exclude(closed_on=None).order_by("pk").values_list("closed_on", flat=True)),
        list(
            Location.objects.exclude(confirmed_on=None).order_by("pk").values_list("confirmed_on", flat=True)
        ),
    ]


def test_all_dates_move_with_the_day():
    load_demo(locations=150, seed=1, today=TODAY, progress=SILENT)
    before = dates()
    loaded = load_demo(locations=150, seed=1, today=LATER, progress=SILENT)
    assert (loaded.rows, loaded.redated) == ({}, timedelta(days=100))
    assert dates() == [[day + timedelta(days=100) for day in days] for days in before]
    assert redate_demo(LATER) == timedelta()


def test_a_few_days_are_left_alone():
    load_demo(locations=20, seed=1, today=TODAY, progress=SILENT)
    before = dates()
    assert redate_demo(TODAY + timedelta(days=6)) == timedelta()
    assert dates() == before


def test_what_was_confirmed_since_does_not_move_into_the_future():
    load_demo(locations=20, seed=1, today=TODAY, progress=SILENT)
    location = Location.objects.order_by("pk").first()
    confirm(location, "contact", today=LATER)
    redate_demo(LATER)
    assert location.confirmations.get(section="contact").confirmed_on == LATER


def test_real_listings_keep_their_dates():
    location = make_location(confirmed_days_ago=30, today=TODAY)
    load_demo(locations=20, seed=1, today=TODAY, progress=SILENT)
    redate_demo(LATER)
    location.refresh_from_db()
    assert location.confirmed_on == TODAY - timedelta(days=30)


def test_a_directory_made_for_measuring_keeps_its_dates(monkeypatch):
    monkeypatch.setattr(redating, "MAX_LOCATIONS", 10)
    load_demo(locations=20, seed=1, today=TODAY, progress=SILENT)
    assert redate_demo(LATER) == timedelta()


def test_without_a_demo_there_is_nothing_to_move():
    assert redate_demo(TODAY) == timedelta()
