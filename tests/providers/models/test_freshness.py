"""Day 90 brings the badge, day 120 takes a listing out of the default results (domain rules, "Accuracy")."""

from datetime import date, timedelta

import pytest

from providers.models import HIDDEN_DAYS, REMINDER_DAYS, UNCONFIRMED_DAYS, Freshness, freshness

TODAY = date(2026, 11, 22)


def test_the_days_are_those_of_the_rules():
    assert (REMINDER_DAYS, UNCONFIRMED_DAYS, HIDDEN_DAYS) == (60, 90, 120)


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (0, Freshness.FRESH),
        (59, Freshness.FRESH),
        (60, Freshness.FRESH),  # a reminder goes to the clinic; visitors see no difference
        (89, Freshness.FRESH),
        (90, Freshness.UNCONFIRMED),
        (119, Freshness.UNCONFIRMED),
        (120, Freshness.HIDDEN),
        (4000, Freshness.HIDDEN),
    ],
)
def test_freshness_goes_by_the_age_of_the_confirmation(age, state):
    assert freshness(TODAY - timedelta(days=age), TODAY) == state


def test_what_was_never_confirmed_is_hidden():
    assert freshness(None, TODAY) == Freshness.HIDDEN
