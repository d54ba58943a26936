"""Limits on what a visitor may write count without keeping who it was."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.limits import Limit, seconds_to_wait
from accounts.models import UseCount
from accounts.visitor import remote_address, visitor_address, visitor_key

pytestmark = pytest.mark.django_db
THREE = Limit.parse("3/h")


def request(address="203.0.113.7", **meta):
    return RequestFactory().get("/", REMOTE_ADDR=address, **meta)


def test_a_limit_lets_through_as_many_as_it_says():
    waits = [seconds_to_wait("report", "x", THREE) for _ in range(4)]
    assert waits[:3] == [0, 0, 0]
    assert 3590 < waits[3] <= 3600


def test_a_limit_counts_visitors_and_purposes_apart():
    for _ in range(3):
        seconds_to_wait("report", "x", THREE)
    assert seconds_to_wait("report", "y", THREE) == 0
    assert seconds_to_wait("review", "x", THREE) == 0


def test_after_the_period_it_begins_anew():
    for _ in range(4):
        seconds_to_wait("report", "x", THREE)
    count = UseCount.objects.get()
    count.ends_at -= timedelta(hours=1)
    count.save()
    assert seconds_to_wait("report", "x", THREE) == 0


def test_a_visitor_is_known_by_a_keyed_hash_that_differs_by_purpose():
    one, again, other = request(), request(), request("203.0.113.8")
    assert visitor_key(one, purpose="report") == visitor_key(again, purpose="report")
    assert visitor_key(one, purpose="report") != visitor_key(other, purpose="report")
    assert visitor_key(one, purpose="report") != visitor_key(one, purpose="review")
    assert visitor_address(one).startswith("fd")
    assert "203.0.113.7" not in visitor_address(one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:fffe", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("203.0.113.7", "203.0.113.8", False),
        ("", "no address", False),
    ],
)
def test_who_has_a_whole_network_of_addresses_is_one_visitor(one, other, same):
    keys = {visitor_key(request(address), purpose="report") for address in (one, other)}
    assert (len(keys) == 1) == same


def test_a_visitor_cannot_be_followed_into_the_next_day(monkeypatch):
    before = visitor_key(request(), purpose="report")

    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("accounts.visitor.timezone.localdate", lambda: tomorrow)
    assert visitor_key(request(), purpose="report") != before


def test_what_a_visitor_writes_into_x_forwarded_for_counts_only_behind_our_own_proxy(settings):
    forged = request("10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
    settings.BEHIND_PROXY = False
    assert remote_address(forged) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert remote_address(forged) == "203.0.113.9"
