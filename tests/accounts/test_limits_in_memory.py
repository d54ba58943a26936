"""Limits that each process counts for itself."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.limits import Limit
from accounts.limits_in_memory import limited_in_memory, seconds_to_wait_here


def test_uses_within_the_limit_pass_and_the_next_waits_for_a_period():
    limit = Limit.parse("3/min")
    assert [seconds_to_wait_here("plan", "x", limit) for _ in range(5)] == [0, 0, 0, 60, 60]
    assert seconds_to_wait_here("plan", "y", limit) == 0
    assert seconds_to_wait_here("list", "x", limit) == 0


@pytest.mark.django_db  # the page that says when to come back names the operator
@pytest.mark.parametrize(("methods", "statuses"), [(("POST",), [200, 200]), (("GET",), [200, 429])])
def test_only_the_methods_that_are_named_count(methods, statuses):
    @limited_in_memory("plan", "1/min", methods=methods)
    def view(request):
        return HttpResponse()

    assert [view(RequestFactory().get("/")).status_code for _ in range(2)] == statuses


def test_counting_asks_no_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        seconds_to_wait_here("plan", "x", Limit.parse("3/min"))
