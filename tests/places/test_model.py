"""What the database refuses to hold as a place."""

import pytest
from django.db import IntegrityError, transaction

from places.models import Place

pytestmark = pytest.mark.django_db


def place(**fields):
    values = {
        "kind": "city",
        "code": "test-1",
        "name": "Testville",
        "label": "Testville, IL",
        "folded": "testville",
        "state": "IL",
        "slug": "testville",
        "latitude": 41.0,
        "longitude": -87.0,
        "time_zone": "America/Chicago",
    }
    return Place(**values | fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"kind": "moon"}, "place_kind_is_known"),
        ({"latitude": 90.1}, "place_is_on_earth"),
        ({"longitude": -180.5}, "place_is_on_earth"),
        ({"folded": ""}, "place_has_a_search_key"),
        ({"near_city": "Chicago"}, "place_only_zips_are_near_a_city"),
        ({"population": -1}, "population_check"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        place(**fields).save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"slug": "other"}, "place_kind_code"), ({"code": "test-2"}, "place_city_address")],
)
def test_a_code_and_an_address_are_unique(fields, constraint):
    place().save()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        place(**fields).save()


def test_a_zip_may_have_the_slug_of_a_city():
    place().save()
    place(kind="zip", code="00000", near_city="Testville").save()
    assert str(Place.objects.get(code="00000")) == "Testville, IL"
