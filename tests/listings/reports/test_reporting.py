"""Reporting wrong information: one tap, no account, no cookie; words and an address are optional."""

import pytest
from django.urls import reverse

from listings.models import Report
from providers.models import Location
from tests.factories import make_location
from tests.jobs import mails
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]
HERE = {"headers": {"sec-fetch-site": "same-origin"}}


def tap(client, location, kind="closed", **options):
    return client.post(reverse("report", args=[location.pk]), {"kind": kind}, **{**HERE, **options})


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_each_kind_is_a_button_on_the_page_that_sends_the_report(client, kind):
    location = make_location()
    page = Page(client.get(location.get_absolute_url()).content)
    button = page.one("button", name="kind", value=kind)
    assert button.text == Report.Kind(kind).label
    response = tap(client, location, kind)
    report = Report.objects.get()
    assert (report.location_id, report.kind, report.state) == (location.pk, kind, "open")
    thanks = client.get(response.url)
    assert thanks.status_code == 200
    assert "Thank you" in thanks.content.decode()


def test_no_page_of_it_sets_a_cookie(client):
    location = make_location()
    answers = [client.get(location.get_absolute_url()), client.get(reverse("report", args=[location.pk]))]
    answers.append(tap(client, location))
    answers.append(client.get(answers[-1].url))
    assert [bool(answer.cookies) for answer in answers] == [False] * 4


def test_words_and_an_address_can_be_added_afterwards(client):
    path = tap(client, make_location()).url
    response = client.post(path, {"words": "Rang for a week.", "email": "pat@example.com"}, **HERE)
    assert "We have added what you wrote" in client.get(response.url).content.decode()
    report = Report.objects.get()
    assert (report.words, report.email) == ("Rang for a week.", "pat@example.com")
    assert not mails()  # the outcome is what is mailed


def test_what_was_typed_is_kept_next_to_its_error(client):
    path = tap(client, make_location()).url
    response = client.post(path, {"words": "Rang for a week.", "email": "pat@"}, **HERE)
    assert response.status_code == 400
    page = Page(response.content)
    assert page.one("textarea", name="words").text.strip() == "Rang for a week."
    assert page.one("input", name="email")["value"] == "pat@"
    assert page.one("a", href="#id_email").text == "Your email address"


def test_words_that_are_too_long_are_refused_and_kept_in_the_form(client):
    path = tap(client, make_location()).url
    response = client.post(path, {"words": "x" * 1001, "email": ""}, **HERE)
    assert response.status_code == 400
    assert not Report.objects.get().words


def test_an_unknown_kind_asks_again(client):
    response = tap(client, make_location(), "haunted")
    assert response.status_code == 400
    assert "Please choose one of these" in response.content.decode()
    assert not Report.objects.exists()


def test_a_second_tap_does_not_make_a_second_report(client):
    location = make_location()
    assert tap(client, location).url.split(":")[0] == tap(client, location).url.split(":")[0]
    assert Report.objects.count() == 1


def test_another_person_s_tap_and_another_kind_are_separate_reports(client):
    location = make_location()
    tap(client, location)
    tap(client, location, "insurance-wrong")
    tap(client, location, REMOTE_ADDR="198.51.100.7")
    assert Report.objects.count() == 3
    assert Report.objects.values("reporter").distinct().count() == 2


def test_a_reporter_over_the_limit_is_told_when_to_come_back(client):
    places = [make_location() for _ in range(11)]
    answers = [tap(client, place).status_code for place in places]
    assert answers == [302] * 10 + [429]
    assert tap(client, places[10], REMOTE_ADDR="198.51.100.7").status_code == 302


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example.com"},
        {"origin": "null"},
        {"origin": "http://["},
        {"referer": "http://testserver.evil.example.com/"},
        {},
    ],
)
def test_another_site_can_t_report_through_its_visitors(client, headers):
    response = tap(client, make_location(), headers=headers)
    assert response.status_code == 403
    assert "Nothing was sent" in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/providers/1-x/"}]
)
def test_browsers_that_send_only_the_old_headers_can_report(client, headers):
    assert tap(client, make_location(), headers=headers).status_code == 302


def test_a_wrong_address_or_one_of_another_listing_shows_no_report(client):
    location, other = make_location(), make_location()
    token = tap(client, location).url.rstrip("/").rpartition("/")[2]
    for path in (
        reverse("reported", args=[location.pk, token[:-1]]),
        reverse("reported", args=[location.pk, "x"]),
        reverse("reported", args=[other.pk, token]),
    ):
        assert client.get(path).status_code == 404


def test_words_for_a_report_closed_in_the_meantime_are_not_lost_silently(client):
    path = tap(client, make_location()).url
    report = Report.objects.get()
    Report.objects.filter(pk=report.pk).update(state="dismissed", closed_at=report.created_at)
    assert "closed this report already" in client.get(path).content.decode()
    response = client.post(path, {"words": "Still closed", "email": ""}, **HERE)
    assert response.status_code == 409
    assert "settled in the meantime" in response.content.decode()


def test_a_draft_can_t_be_reported_and_a_closed_place_can(client):
    assert tap(client, make_location(status=Location.Status.DRAFT)).status_code == 404
    assert tap(client, make_location(status=Location.Status.CLOSED), "other").status_code == 302


def test_a_very_long_id_is_not_found(client):
    assert client.post(f"/providers/{'9' * 40}/report/", {"kind": "closed"}, **HERE).status_code == 404
