"""Whether pages say that they show demo data."""

from datetime import date

import pytest
from django.db import OperationalError, connection

from providers.demo.presence import SECONDS_KEPT, DemoPresence
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_directory_of_real_practices_shows_none():
    make_practice()
    assert DemoPresence()() is False


def test_one_demo_practice_is_enough():
    make_practice()
    make_practice(is_demo=True)
    assert DemoPresence()() is True


def test_the_answer_is_kept_for_a_while_and_then_asked_again(django_assert_num_queries):
    clock = Clock()
    shows_demo_data = DemoPresence(clock)
    assert shows_demo_data() is False
    make_practice(is_demo=True)
    with django_assert_num_queries(0):
        assert shows_demo_data() is False
        clock.now += SECONDS_KEPT - 1
        assert shows_demo_data() is False
    clock.now += 1
    with django_assert_num_queries(1):
        assert shows_demo_data() is True


def test_clear_asks_again_at_once():
    shows_demo_data = DemoPresence(Clock())
    shows_demo_data()
    make_practice(is_demo=True)
    shows_demo_data.clear()
    assert shows_demo_data() is True


def refuse(execute, sql, params, many, context):
    raise OperationalError("the server is gone")


def test_while_the_database_is_away_the_last_answer_stays():
    clock = Clock()
    shows_demo_data = DemoPresence(clock)
    make_practice(is_demo=True)
    assert shows_demo_data() is True
    clock.now += SECONDS_KEPT
    with connection.execute_wrapper(refuse):
        assert shows_demo_data() is True


def test_without_a_first_answer_none_is_shown():
    with connection.execute_wrapper(refuse):
        assert DemoPresence()() is False


def test_the_question_uses_the_index_of_demo_practices():
    make_practice(created_at=f"{date(2026, 1, 1)}T00:00Z")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM providers_practice WHERE is_demo LIMIT 1")
        assert "practice_demo" in "\n".join(line for (line,) in cursor.fetchall())
