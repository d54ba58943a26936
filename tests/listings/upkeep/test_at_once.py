"""Two at once: runs of the reminders, third reports, and a tap while somebody reports."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from listings.models import ReminderSent, Report
from listings.reports.actions import make_report
from listings.upkeep.confirming import confirm_sections
from listings.upkeep.reminders import practices_to_remind, remind_practice
from mail.models import Message
from providers.models import Location
from tests.cast import join, make_user
from tests.day_fixture import TODAY
from tests.factories import make_location

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_jobs_left(transactional_db: None) -> Iterator[None]:
    """What was committed is taken away after the test, but not the jobs: their tables are not Django's."""
    yield
    ProcrastinateJob.objects.all().delete()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What the calls answer, each on a thread and a connection of its own, begun at the same moment."""
    start = Barrier(len(calls), timeout=120)

    def call(one: Callable[[], object]) -> object:
        try:
            start.wait()
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


def test_two_runs_of_the_reminders_send_one_mail():
    location = make_location(confirmed_days_ago=61, today=TODAY)
    join(make_user(), location.practice)
    (practice_id,) = practices_to_remind(TODAY)

    def run():
        return remind_practice(practice_id=practice_id, today=TODAY)

    assert sorted(at_once(run, run, run)) == [0, 0, 1]
    assert (Message.objects.count(), ReminderSent.objects.count()) == (1, 1)


def test_three_reports_at_the_same_moment_put_the_notice_there_once_and_a_tap_takes_it_off():
    location = make_location(confirmed_days_ago=10)
    owner = make_user()
    join(owner, location.practice)

    def reporting(who):
        return lambda: make_report(
            location=location, kind=Report.Kind.CLOSED, reporter=who, network=who, same_network={who}
        )

    at_once(*map(reporting, "abc"))
    assert Location.objects.get().doubted_at is not None
    assert Message.objects.count() == 1  # the team is told once
    at_once(reporting("d"), lambda: confirm_sections(location=location, sections=["contact"], user=owner))
    assert Location.objects.get().doubted_at is None
