"""How similar a listing and the registry are: spelling doesn't matter, another clinic does."""

from datetime import date

import pytest

from listings.models import RegistryRecord
from listings.registry.comparing import Likeness, as_e164, compare
from tests.factories import make_location, make_practice

pytestmark = pytest.mark.django_db


def likeness(field, *, location=None, practice="Lakeview TMS", **record):
    place = make_location(practice=make_practice(name=practice), name=practice, **(location or {}))
    compared = compare(place.practice, place, RegistryRecord(npi="1", read_on=date(2026, 11, 8), **record))
    return next(each.likeness for each in compared if each.field == field)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("LAKEVIEW TMS, P.C., LLC", Likeness.ALIKE),
        ("LAKEVIEW TMS LLC", Likeness.SAME),
        ("The Lakeview TMS, Inc", Likeness.SAME),
        ("LAKEVIEW TMS AND THERAPY CENTER OF ILLINOIS", Likeness.ALIKE),
        ("LAKE VIEW TMS", Likeness.ALIKE),
        ("LAKEVIEW DENTAL", Likeness.DIFFERENT),
        ("LAKEVIEW", Likeness.ALIKE),
        ("HARBOR DENTAL", Likeness.DIFFERENT),
        ("", Likeness.UNKNOWN),
    ],
)
def test_names(name, expected):
    assert likeness("Name", name=name) is expected


def test_of_several_names_the_most_similar_counts():
    assert likeness("Name", name="RUIZ HOLDINGS", other_name="LAKEVIEW TMS") is Likeness.SAME


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("100 North Main Street", "100 N MAIN ST", Likeness.SAME),
        ("100 North Main Street", "100 N MAIN ST FL 2", Likeness.ALIKE),
        ("100 North Main Street", "PO BOX 7", Likeness.DIFFERENT),
        ("", "PO BOX 7", Likeness.UNKNOWN),
    ],
)
def test_streets(ours, theirs, expected):
    assert likeness("Street", location={"street": ours}, street=theirs) is expected


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("3125550123", Likeness.SAME),
        ("312-555-0123", Likeness.SAME),
        ("3125550199", Likeness.DIFFERENT),
        ("", Likeness.UNKNOWN),
        ("n/a", Likeness.DIFFERENT),
    ],
)
def test_phones(theirs, expected):
    assert likeness("Phone", phone=theirs) is expected


def test_a_zip_is_the_same_or_not():
    assert likeness("ZIP", postal_code="60602") is Likeness.SAME
    assert likeness("ZIP", postal_code="60601") is Likeness.DIFFERENT


def test_what_is_not_a_number_stays_unchanged():
    assert as_e164("n/a") == "n/a"
