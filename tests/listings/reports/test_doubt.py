"""Three independent reports of "closed" or "number wrong" within 30 days put a notice on the listing, until
somebody confirms the contact section or an admin closes them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Report
from listings.reports.actions import add_details, close_report, make_report
from listings.reports.doubt import WINDOW, earlier_networks, reporter_network, reports_needed
from listings.upkeep.confirming import confirm_sections
from providers.models import Confirmation, Location, Section
from providers.results.card_rows import card_rows
from providers.results.cards import forget_cards
from providers.search.service import search_index
from tests.cast import make_cast, make_user
from tests.day_fixture import NOON
from tests.factories import confirm, make_location
from tests.jobs import mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]
NOTICE = "Several people have told us that this place is closed or that its phone number is wrong."


def report(location, who="a", kind="closed", *, days_ago=0, also=()):
    """A report of somebody whose key is `who` today and was `also` on days before."""
    return make_report(
        location=location,
        kind=Report.Kind(kind),
        reporter=who,
        network=who,
        same_network={who, *also},
        now=NOON - timedelta(days=days_ago),
    )


def is_doubted(location):
    return Location.objects.get(pk=location.pk).doubted_at is not None


def doubted_location(**fields):
    location = make_location(confirmed_days_ago=10, **fields)
    for who, kind in (("a", "closed"), ("b", "number-wrong"), ("c", "closed")):
        report(location, who, kind)
    assert is_doubted(location)
    return location


def test_two_are_not_enough_and_the_third_puts_the_notice_on_the_page(client, gazetteer):
    location = make_location(confirmed_days_ago=10)
    for who in "ab":
        report(location, who)
    assert NOTICE not in client.get(location.get_absolute_url()).content.decode()
    report(location, "c", "number-wrong")
    assert NOTICE in client.get(location.get_absolute_url()).content.decode()


def test_the_card_in_a_search_says_it_without_another_query(client, gazetteer, django_assert_num_queries):
    location = make_location(confirmed_days_ago=10)
    for who in "abc":
        assert "Reported as closed" not in client.get("/providers/").content.decode()
        report(location, who)
    # What is new is looked for with a query of its own, a quarter of a second apart; and in a test all writes
    # are one transaction, so that a row that is remembered looks as if nothing had changed.
    search_index.start()
    card_rows.clear()
    forget_cards()
    with django_assert_num_queries(1):
        page = client.get("/providers/").content.decode()
    assert "reported as closed or with a wrong number; not confirmed since" in page


@pytest.mark.parametrize("kind", ["not-taking-patients", "not-offered", "insurance-wrong", "other"])
def test_reports_of_other_kinds_cause_no_notice(kind):
    location = make_location(confirmed_days_ago=10)
    for who in "abcd":
        report(location, who, kind)
    assert not is_doubted(location)


def test_one_person_counts_once_whatever_the_kind_and_day():
    location = make_location(confirmed_days_ago=10)
    report(location, "a monday", days_ago=6)
    report(location, "a tuesday", days_ago=5, also=["a monday"])
    report(location, "a today", "number-wrong", also=["a monday", "a tuesday"])
    report(location, "b")
    assert not is_doubted(location)
    assert list(Report.objects.order_by("pk").values_list("is_repeat", flat=True)) == [
        False,
        True,
        True,
        False,
    ]
    report(location, "c")
    assert is_doubted(location)


def test_an_address_is_recognized_over_thirty_days_though_its_key_changes_daily(rf, monkeypatch):
    request = rf.post("/", REMOTE_ADDR="198.51.100.7")
    first = reporter_network(request)
    days = {back: timezone.localdate() + timedelta(days=back) for back in (1, 30, 31)}
    for back, day in days.items():
        monkeypatch.setattr(timezone, "localdate", lambda *_, day=day: day)
        assert reporter_network(request) != first
        assert (first in earlier_networks(request)) == (back <= WINDOW.days)
    monkeypatch.undo()
    assert first not in earlier_networks(rf.post("/", REMOTE_ADDR="198.51.101.8"))


def test_two_reporters_with_the_same_mail_address_count_once():
    location = make_location(confirmed_days_ago=10)
    for who in "ab":
        add_details(report=report(location, who), words="", email="Pat@example.com")
    report(location, "c")
    assert not is_doubted(location)
    report(location, "d")
    assert is_doubted(location)


def test_the_third_reporter_s_mail_address_can_remove_the_notice():
    location = make_location(confirmed_days_ago=10)
    add_details(report=report(location, "a"), words="", email="pat@example.com")
    report(location, "b")
    third = report(location, "c")
    assert is_doubted(location)
    add_details(report=third, words="", email="pat@example.com")
    assert not is_doubted(location)


def test_reports_older_than_thirty_days_do_not_count():
    location = make_location(confirmed_days_ago=50)
    report(location, "a", days_ago=31)
    report(location, "b", days_ago=30)
    report(location, "c")
    assert not is_doubted(location)
    report(location, "d")
    assert is_doubted(location)


def test_reports_of_another_listing_do_not_count():
    location, other = make_location(confirmed_days_ago=10), make_location(confirmed_days_ago=10)
    for who, place in (("a", location), ("b", other), ("c", location), ("d", other)):
        report(place, who)
    assert not is_doubted(location)
    assert not is_doubted(other)


def test_the_notice_stays_when_the_reports_get_old():
    location = doubted_location()
    Report.objects.update(created_at=NOON - timedelta(days=90))
    assert is_doubted(location)


def test_confirming_the_contact_section_removes_it_and_settles_the_reports():
    location = doubted_location()
    confirm(location, "contact")
    assert not is_doubted(location)
    for who in "defghijk":  # the clinic has just answered a wave: three times as many are needed
        report(location, who)
        assert not is_doubted(location)
    report(location, "l")
    assert is_doubted(location)


def test_a_listing_confirmed_in_the_week_before_needs_twice_as_many():
    location = make_location(confirmed_days_ago=6)
    for who in "abcde":
        report(location, who)
        assert not is_doubted(location)
    report(location, "f")
    assert is_doubted(location)


def test_a_second_wave_needs_more_for_half_a_year_and_never_more_than_twelve():
    location = make_location(confirmed_days_ago=200)
    waves = [(170, 3), (120, 6), (70, 12), (20, 12)]
    for days_ago, needed in waves:
        now = NOON - timedelta(days=days_ago)
        assert reports_needed(location, now=now) == needed
        for number in range(needed):
            assert not is_doubted(location)
            report(location, f"{days_ago}-{number}", days_ago=days_ago)
        assert is_doubted(location)
        confirm(location, "contact", days_ago=days_ago)
        Report.objects.filter(location=location, settled_at__gte=NOON).update(settled_at=now)
        Confirmation.objects.filter(location=location).update(confirmed_on=NOON.date() - timedelta(days=200))
    assert reports_needed(location, now=NOON + timedelta(days=400)) == 3


def test_what_an_admin_found_to_be_right_makes_later_reports_count_no_less():
    location = doubted_location()
    admin = make_user(is_superuser=True)
    for each in Report.objects.all():
        close_report(report=each, state=Report.State.CORRECTED, outcome="", user=admin)
    assert reports_needed(location, now=NOON) == 3


def test_two_addresses_of_one_network_count_once_and_neither_loses_its_report(client):
    location = make_location(confirmed_days_ago=10)
    for last in range(1, 6):
        headers = {"HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": f"198.51.100.{last}"}
        client.post(reverse("report", args=[location.pk]), {"kind": "closed"}, **headers)
    assert Report.objects.count() == 5
    assert Report.objects.filter(is_repeat=False).count() == 1
    assert not is_doubted(location)


def test_one_tap_removes_it_even_on_the_day_of_the_reports():
    location = make_location(confirmed_days_ago=0)  # confirmed today, then reported six times
    for who in "abcdef":
        report(location, who)
    assert is_doubted(location)
    confirm_sections(location=location, sections=["contact"], user=make_user())
    assert not is_doubted(location)


def test_confirming_another_section_does_not():
    location = doubted_location()
    for section in Section:
        if section != Section.CONTACT:
            confirm(location, section)
    assert is_doubted(location)


def test_a_confirmation_from_before_the_reports_does_not():
    location = doubted_location()
    confirm(location, "contact", days_ago=5)
    assert is_doubted(location)


def test_an_admin_who_closes_them_removes_it():
    location = doubted_location()
    admin = make_cast(location).admin
    close_report(report=Report.objects.first(), state=Report.State.DISMISSED, outcome="", user=admin)
    assert not is_doubted(location)


def test_staff_who_close_them_do_not():
    location = doubted_location()
    owner = make_cast(location).owner
    for one in Report.objects.all():
        close_report(report=one, state=Report.State.STILL_RIGHT, outcome="", user=owner)
    assert is_doubted(location)


def test_staff_can_not_prevent_it_by_closing_each_report():
    location = make_location(confirmed_days_ago=10)
    owner = make_cast(location).owner
    for who in "abc":
        one = report(location, who)
        close_report(report=one, state=Report.State.STILL_RIGHT, outcome="", user=owner)
    assert is_doubted(location)


def test_the_team_is_told_once_with_where_to_confirm():
    location = make_location(name="Lakeview TMS", confirmed_days_ago=10)
    cast = make_cast(location)
    for who in "abcd":
        report(location, who)
    assert sorted(mail.to for mail in mails()) == sorted([cast.owner.email, cast.editor.email])
    assert reverse("confirmations", args=[location.pk]) in mails()[0].text


def test_a_place_that_is_listed_as_closed_shows_no_notice(client, gazetteer):
    location = doubted_location()
    Location.objects.filter(pk=location.pk).update(status=Location.Status.CLOSED)
    assert NOTICE not in client.get(location.get_absolute_url()).content.decode()


def test_the_notice_is_not_in_the_listing_s_history():
    location = make_location(confirmed_days_ago=10)
    before = location.events.count()
    for who in "abc":
        report(location, who)
    assert is_doubted(location)
    assert location.events.count() == before
