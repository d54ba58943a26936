"""Registry records of the demo, which admins compare with claims."""

from datetime import date

import pytest

from listings.demo.registry import make_demo_registry
from listings.models import RegistryRecord
from tests.factories import make_location, make_practice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_a_demo_practice_with_an_npi_gets_a_record_that_agrees_with_its_first_listing():
    practice = make_practice(npi="1234567893", is_demo=True)
    make_location(practice=practice, street="1 Main Street")
    make_location(practice=practice, street="2 Main Street")
    assert make_demo_registry(TODAY) == 1
    found = RegistryRecord.objects.get()
    assert (found.npi, found.street, found.phone) == ("1234567893", "1 MAIN STREET", "3125550123")
    assert found.is_demo


def test_a_second_start_adds_nothing_and_real_practices_get_none():
    make_location(practice=make_practice(npi="1234567893", is_demo=True))
    make_location(practice=make_practice(npi="1558598797"))
    assert [make_demo_registry(TODAY) for _ in range(2)] == [1, 0]
