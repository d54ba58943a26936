"""Admins see how reports about a listing came in, and can shield it for 30 days."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Report, ReportShield
from listings.reports.actions import make_report
from listings.reports.shielding import LASTS, end_shield, set_shield
from providers.models import Location
from tests.cast import make_cast
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def location():
    return make_location(name="Lakeview TMS", confirmed_days_ago=10)


@pytest.fixture
def cast(location):
    return make_cast(location)


def report(location, networks, *, now=None):
    for who in networks:
        make_report(
            location=location,
            kind=Report.Kind.CLOSED,
            reporter=f"visitor {who}",
            network=who,
            same_network={who},
            now=now,
        )


def is_doubted(location):
    return Location.objects.get(pk=location.pk).doubted_at is not None


def address_of(location):
    return reverse("report-pattern", args=[location.pk])


def test_the_page_says_how_many_reports_came_from_how_many_networks_and_when(client, cast, location):
    report(location, "abc")
    make_report(
        location=location,
        kind=Report.Kind.CLOSED,
        reporter="another visitor",
        network="a",
        same_network={"a"},
    )
    client.force_login(cast.admin)
    page = Page(client.get(address_of(location)).content)
    assert "from 3 networks, count at the moment; 3 put a warning on the page" in page.text
    assert [cell.text for cell in page.all("td")] == ["4", "3"]
    for key in Report.objects.values_list("reporter", flat=True):
        assert key not in page.text


def test_a_shield_removes_the_warning_and_is_logged_with_who_when_and_why(client, cast, location):
    report(location, "abc")
    assert is_doubted(location)
    client.force_login(cast.admin)
    answer = client.post(address_of(location), {"reason": "Three in one minute"}, follow=True)
    assert not is_doubted(location)
    text = Page(answer.content).text
    assert "Three in one minute" in text
    assert cast.admin.email in text
    shield = ReportShield.objects.get()
    assert shield.ends_at - shield.set_at == pytest.approx(LASTS, abs=timedelta(minutes=1))


def test_under_a_shield_reports_are_taken_and_shown_but_put_no_warning_there(client, cast, location):
    set_shield(location=location, reason="An attack", by=cast.admin)
    report(location, "abcdefghijklmn")
    assert not is_doubted(location)
    assert Report.objects.filter(location=location, state="open").count() == 14
    client.force_login(cast.owner)
    page = client.get(reverse("practice-reports", args=[cast.practice.pk])).content.decode()
    assert "It is closed" in page


def test_what_came_in_under_a_shield_does_not_count_after_it(cast, location):
    set_shield(location=location, reason="An attack", by=cast.admin)
    report(location, "abcdef")
    end_shield(location=location, by=cast.admin)
    later = timezone.now() + timedelta(minutes=1)
    report(location, "gh", now=later)
    assert not is_doubted(location)
    report(location, "i", now=later)
    assert is_doubted(location)
    assert ReportShield.objects.get().ended_by == cast.admin


def test_a_shield_without_a_reason_is_refused_beside_the_field_and_one_is_enough(client, cast, location):
    client.force_login(cast.admin)
    answer = client.post(address_of(location), {"reason": " "})
    assert answer.status_code == 400
    assert "Other admins need to understand it later" in answer.content.decode()
    for _ in range(2):
        set_shield(location=location, reason="An attack", by=cast.admin)
    assert ReportShield.objects.count() == 1


def test_the_queue_leads_to_the_page_for_admins_only(client, cast, location):
    report(location, "a")
    client.force_login(cast.admin)
    assert address_of(location) in client.get(reverse("report-queue")).content.decode()
    client.force_login(cast.owner)
    assert "to-check" not in client.get(reverse("practice-reports", args=[cast.practice.pk])).content.decode()
