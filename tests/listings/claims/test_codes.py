"""Codes: only a hash is stored, one works at a time, and not for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from listings.claims import codes
from listings.claims.proving import send_new_code
from tests.listings.claims.making import mailed_code, make_claim, wrong

pytestmark = pytest.mark.django_db


def test_the_code_is_not_in_the_database(db):
    claim = make_claim()
    code = mailed_code().replace(" ", "")
    claim.refresh_from_db()
    assert len(claim.code_hash) == 64
    assert code not in "".join(str(value) for value in vars(claim).values())


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}-"])
def test_spaces_and_hyphens_do_not_matter(typed):
    claim = make_claim()
    assert codes.matches(claim, typed.format(mailed_code()))


@pytest.mark.parametrize("typed", ["", "0", "12345678901", "٤٢", "\ud800", "x" * 1000])
def test_anything_else_is_not_the_code(typed):
    assert not codes.matches(make_claim(), typed)


def test_codes_of_two_claims_differ_and_do_not_work_for_each_other():
    one = make_claim()
    first = mailed_code()
    other = make_claim()
    assert first != mailed_code()
    assert not codes.matches(other, first)
    assert codes.matches(one, first)


def test_a_new_code_replaces_the_last_one():
    claim = make_claim()
    first = mailed_code()
    claim = send_new_code(claim=claim)
    assert not codes.matches(claim, first)
    assert codes.matches(claim, mailed_code())


def test_an_admin_can_read_a_phone_code_as_long_as_it_works(settings):
    claim = make_claim(method="phone")
    claim.refresh_from_db()
    code = codes.readable(claim)
    assert codes.matches(claim, code)
    assert not codes.matches(claim, wrong(code))
    claim.code_attempts = codes.TRIES
    assert codes.readable(claim) == ""
    claim.code_attempts = 0
    settings.SECRET_KEY = "another"  # the site has a new key: nobody can show the old code
    assert codes.readable(claim) == ""
    claim.code_expires_at = timezone.now() - timedelta(seconds=1)
    assert codes.is_expired(claim)
