"""How old a fact is, in words."""

from datetime import date, timedelta

import pytest

from providers.models import Source
from providers.web.freshness import as_of, confirmed

TODAY = date(2026, 11, 22)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_fresh_fact_says_when_and_by_whom():
    fact = confirmed(ago(12), Source.CLINIC, TODAY)
    assert fact.text == "Confirmed 12 days ago by the clinic (Nov\xa010, 2026)"
    assert not fact.is_old


@pytest.mark.parametrize(("days", "is_old"), [(89, False), (90, True), (120, True), (400, True)])
def test_a_fact_asks_for_caution_from_ninety_days_on(days, is_old):
    assert confirmed(ago(days), Source.CLINIC, TODAY).is_old is is_old


def test_an_old_fact_says_that_it_was_not_confirmed_since():
    fact = confirmed(ago(95), Source.DIRECTORY, TODAY)
    assert fact.text == "Not confirmed for 95 days (last by us, by phone, Aug\xa019, 2026)"


def test_what_was_never_confirmed_says_so():
    fact = confirmed(None, "", TODAY)
    assert fact.text == "Not confirmed yet"
    assert fact.is_old


def test_an_unknown_source_is_left_out():
    assert confirmed(ago(3), "", TODAY).text == "Confirmed 3 days ago (Nov\xa019, 2026)"


def test_the_short_form_has_the_date_and_who():
    assert as_of(ago(12), Source.CLINIC) == "Nov\xa010, 2026, by the clinic"
    assert as_of(None, "") == "date not known"
