"""Reminders at day 60 and 75, notices at day 90 and 120: once each, one mail for a practice, nothing lost."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from listings.models import Membership, ReminderSent, Role
from listings.upkeep import reminders
from listings.upkeep.reminders import MAX_IN_A_MAIL, practices_to_remind, remind_practice
from listings.upkeep.tasks import remind
from mail.models import Message
from providers.models import Confirmation, Location
from tests.cast import join, make_cast, make_user
from tests.day_fixture import NOON, TODAY
from tests.factories import confirm, make_location, make_practice
from tests.jobs import mails, waiting_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]


def kept_location(days_ago, **fields):
    """A listing with one owner, last confirmed so long before TODAY; the owner."""
    location = make_location(confirmed_days_ago=days_ago, **fields)
    owner = make_user()
    join(owner, location.practice)
    return location, owner


def run(today=TODAY):
    """How many mails a run queues."""
    return sum(remind_practice(practice_id=pk, today=today) for pk in list(practices_to_remind(today)))


@pytest.mark.parametrize(
    ("days", "stage"),
    [(59, None), (60, 60), (74, 60), (75, 75), (89, 75), (90, 90), (119, 90), (120, 120), (400, 120)],
)
def test_the_stage_follows_the_days(days, stage):
    location, _ = kept_location(days)
    assert run() == (stage is not None)
    assert list(ReminderSent.objects.values_list("location", "stage")) == (
        [(location.pk, stage)] if stage else []
    )


def test_each_day_brings_its_mail_once_over_all_the_days_that_nobody_confirms():
    location, owner = kept_location(0)
    sent = {day: run(TODAY + timedelta(days=day)) for day in range(131)}
    assert [day for day, count in sent.items() if count] == [60, 75, 90, 120]
    subjects = [mail.subject for mail in mails(owner.email)]
    name = location.practice.name
    assert subjects == [
        f"Is this still right? {name}",
        f"Second reminder: is this still right? {name}",
        f"{name} is now marked as not confirmed",
        f"{name} is no longer shown in most searches",
    ]


def test_running_it_twice_sends_one_mail():
    kept_location(61)
    assert [run(), run()] == [1, 0]


def test_after_days_without_a_run_the_stage_that_was_reached_is_sent_once_and_no_earlier_one():
    _, owner = kept_location(0)
    assert run(TODAY + timedelta(days=62)) == 1
    assert run(TODAY + timedelta(days=93)) == 1  # 75 was missed: the worker was down
    assert run(TODAY + timedelta(days=93)) == 0
    assert ["now marked as not confirmed" in mail.subject for mail in mails(owner.email)] == [False, True]


def test_a_confirmation_begins_anew():
    location, owner = kept_location(61)
    assert run() == 1
    confirm(location)
    assert run() == 0
    assert run(TODAY + timedelta(days=60)) == 1
    assert len(mails(owner.email)) == 2


def test_one_mail_lists_all_listings_of_a_practice_that_are_due_with_a_link_for_each():
    practice = make_practice(name="Midwest TMS")
    owner = make_user()
    join(owner, practice)
    for name, days in (("North", 61), ("South", 80), ("East", 130), ("West", 10)):
        make_location(name=name, practice=practice, confirmed_days_ago=days)
    assert run() == 1
    (mail,) = mails(owner.email)
    assert mail.subject == "Midwest TMS is no longer shown in most searches"
    assert [mail.text.index(f"{name}, Chicago") for name in ("East", "South", "North")] == sorted(
        mail.text.index(f"{name}, Chicago") for name in ("East", "South", "North")
    )
    assert "West, Chicago" not in mail.text
    assert len(set(re.findall(r"\S+/confirm/\S+", mail.text))) == 3
    assert "3 listings of Midwest TMS need a look" in mail.text
    assert "/confirm/" in mail.html


def test_a_practice_with_very_many_listings_gets_a_mail_of_readable_length():
    practice = make_practice()
    join(make_user(), practice)
    for _ in range(MAX_IN_A_MAIL + 2):
        make_location(practice=practice, confirmed_days_ago=61)
    assert run() == 1
    (mail,) = mails()
    assert mail.text.count("/confirm/") == MAX_IN_A_MAIL
    assert "2 more listings are due" in mail.text
    assert ReminderSent.objects.count() == MAX_IN_A_MAIL + 2
    assert run() == 0


def test_owners_and_editors_get_it_each_with_links_of_their_own_and_nobody_else_does():
    cast = make_cast(make_location(confirmed_days_ago=61))
    assert run() == 2
    assert {mail.to for mail in mails()} == {cast.owner.email, cast.editor.email}
    links = {re.search(r"\S+/confirm/\S+", mail.text)[0] for mail in mails()}
    assert len(links) == 2


def test_the_link_of_a_reminder_confirms(client):
    location, owner = kept_location(61)
    run()
    path = re.search(r"https?://[^/]+(/confirm/\S+)", mails(owner.email)[0].text)[1]
    client.post(path, {"section": ["contact"]}, headers={"sec-fetch-site": "same-origin"})
    assert Confirmation.objects.get(location=location, section="contact").confirmed_on == TODAY


def test_the_mail_names_the_sections_that_are_due():
    location, owner = kept_location(61)
    confirm(location, "contact", "services", days_ago=5)
    run()
    assert "(61 days): Insurance, Availability, Programs." in mails(owner.email)[0].text


def test_listings_without_a_keeper_and_those_that_are_not_public_get_no_mail():
    make_location(confirmed_days_ago=100)
    viewer = make_user()
    join(viewer, make_location(confirmed_days_ago=100).practice, Role.VIEWER)
    locked, owner = kept_location(100)
    owner.is_active = False
    owner.save()
    for status in (Location.Status.DRAFT, Location.Status.CLOSED, Location.Status.REMOVED):
        kept_location(100, status=status)
    assert run() == 0
    assert not ReminderSent.objects.exists()
    assert locked.pk


def test_a_listing_with_a_section_that_was_never_confirmed_counts_from_its_first_day():
    location, owner = kept_location(None, created_at=NOON)
    assert run() == 0
    later = TODAY + timedelta(days=61)
    assert run(later) == 1
    assert (
        "(never confirmed in full, so most searches leave it out): Contact, Services, Insurance, "
        "Availability, Programs."
    ) in mails(owner.email)[0].text
    assert run(later) == 0
    assert location.confirmed_on is None


def test_a_row_that_was_made_in_the_evening_counts_from_that_day_of_the_site():
    kept_location(None, created_at=datetime(2026, 11, 17, 2, tzinfo=UTC))  # nine in the evening of TODAY
    assert run(TODAY + timedelta(days=59)) == 0
    assert run(TODAY + timedelta(days=60)) == 1
    assert ReminderSent.objects.get().confirmed_on == TODAY


REFUSE = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON listings_remindersent EXECUTE FUNCTION refuse();
"""


def test_no_mail_goes_out_where_the_note_of_it_can_t_be_written():
    location, _ = kept_location(61)
    with connection.cursor() as cursor:
        cursor.execute(REFUSE)
    with pytest.raises(DatabaseError), transaction.atomic():
        remind_practice(practice_id=location.practice_id, today=TODAY)
    assert not Message.objects.exists()
    assert not waiting_jobs().exists()


def test_a_second_note_of_the_same_reminder_is_refused_by_the_database():
    location, _ = kept_location(61)
    ReminderSent.objects.create(location=location, confirmed_on=TODAY, stage=60)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderSent.objects.create(location=location, confirmed_on=TODAY, stage=60)


def test_it_reads_practices_in_batches(monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    practices = [kept_location(61)[0].practice_id for _ in range(5)]
    assert list(practices_to_remind(TODAY)) == practices


def test_the_number_of_queries_does_not_grow_with_the_listings(django_assert_max_num_queries):
    practice = make_practice()
    join(make_user(), practice)
    for _ in range(8):
        make_location(practice=practice, confirmed_days_ago=61)
    with django_assert_max_num_queries(14):
        assert remind_practice(practice_id=practice.pk, today=TODAY) == 1


def test_the_daily_job_does_it():
    _, owner = kept_location(61)
    remind(timestamp=0)
    remind(timestamp=0)
    assert len(mails(owner.email)) == 1


def test_the_command_does_it_for_any_day_and_says_how_many():
    kept_location(0)
    told = StringIO()
    day = (TODAY + timedelta(days=60)).isoformat()
    for _ in range(2):
        call_command("send_reminders", "--today", day, stdout=told, stderr=StringIO())
    assert told.getvalue().splitlines() == [
        "1 mail to the teams of 1 practice.",
        "0 mails to the teams of 0 practices.",
    ]


def test_a_practice_that_is_gone_meanwhile_gets_nothing():
    assert remind_practice(practice_id=987654, today=TODAY) == 0
    assert not Membership.objects.exists()
