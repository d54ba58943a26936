"""The queues of reports, and closing one: a reporter's address gets the outcome and is then deleted."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from listings.models import Report
from listings.reports.actions import ReportIsClosed, close_report
from tests.cast import make_cast
from tests.factories import make_location
from tests.jobs import mails
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast(make_location(name="Lakeview TMS"))


def make_report(location, **fields):
    return Report.objects.create(**{"location": location, "kind": "number-wrong", "reporter": "a", **fields})


def close(client, report, **data):
    return client.post(reverse("close-report", args=[report.pk]), {"state": "corrected", **data})


def test_staff_see_the_reports_of_their_own_practice_only(client, cast, django_assert_max_num_queries):
    for number in range(5):
        make_report(cast.location, words=f"Rang {number} times")
    make_report(make_location(name="Elsewhere"))
    client.force_login(cast.viewer)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("practice-reports", args=[cast.practice.pk])).content.decode()
    assert page.count("Rang ") == 5
    assert "Elsewhere" not in page
    assert "Check and close" not in page  # a viewer changes nothing


def test_a_report_reads_as_sentences(client, cast):
    report = make_report(cast.location)
    client.force_login(cast.viewer)
    page = Page(client.get(reverse("practice-reports", args=[cast.practice.pk])).content)
    assert f"{report.get_kind_display()}: Lakeview TMS, {cast.location.city}" in page.text
    day = timezone.localdate(report.created_at)
    assert f"Reported on {day:%b} {day.day}, {day.year}." in page.text


def test_the_admins_queue_has_all_reports_and_says_which_listings_nobody_keeps(
    client, cast, django_assert_max_num_queries
):
    for _ in range(3):
        make_report(cast.location)
    make_report(make_location(name="Elsewhere"))
    client.force_login(cast.admin)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("report-queue")).content.decode()
    assert page.count("Check and close") == 4
    assert page.count("Nobody keeps this listing") == 1
    unkept = client.get(reverse("report-queue"), {"unkept": "1"}).content.decode()
    assert "Elsewhere" in unkept
    assert "Lakeview" not in unkept


def test_the_admins_queue_is_filtered_by_kind_and_state(client, cast):
    make_report(cast.location, words="wrong number")
    make_report(cast.location, kind="closed", words="boarded up")
    closed = make_report(cast.location, words="settled")
    client.force_login(cast.editor)
    close(client, closed)
    client.force_login(cast.admin)

    def words(**parameters):
        page = Page(client.get(reverse("report-queue"), parameters).content)
        return {quote.text for quote in page.all("blockquote")}

    assert words() == words(state="open") == {"wrong number", "boarded up"}
    assert words(kind="closed") == {"boarded up"}
    assert words(state="corrected") == {"settled"}
    assert words(state="dismissed") == words(kind="other") == words(kind="closed", unkept="1") == set()


@pytest.mark.parametrize("name", ["state", "kind", "unkept"])
@pytest.mark.parametrize("value", ["nonsense", "<script>alert(1)</script>", "\0", "9" * 400])
def test_an_unknown_choice_is_ignored_and_says_so(client, cast, name, value):
    make_report(cast.location, words="wrong number")
    client.force_login(cast.admin)
    page = Page(client.get(reverse("report-queue"), {name: value}).content)
    assert "wrong number" in page.text
    assert "We don’t know this choice, so it was ignored." in page.text


def test_pages_of_the_queue_keep_the_filters(client, cast):
    for _ in range(21):
        make_report(cast.location, kind="closed")
    client.force_login(cast.admin)
    page = Page(client.get(reverse("report-queue"), {"kind": "closed"}).content)
    assert page.link("Next")["href"] == "?page=2&state=open&kind=closed"
    form = page.one("form", class_="list-filters")
    assert form["method"] == "get"
    labels = {label["for"] for label in page.all("label")}
    assert {select["id"] for select in page.all("select")} <= labels


def test_the_queue_is_paginated_with_the_longest_waiting_first(client, cast):
    for number in range(21):
        make_report(cast.location, words=f"number {number:02}")
    client.force_login(cast.admin)
    first = client.get(reverse("report-queue")).content.decode()
    assert "number 00" in first
    assert "number 20" not in first
    assert "number 20" in client.get(reverse("report-queue"), {"page": 2}).content.decode()


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("corrected", "The listing has been corrected."),
        ("still-right", "the listing is right as it stands"),
        ("dismissed", "We could not use the report"),
    ],
)
def test_a_reporter_who_left_an_address_gets_the_outcome_and_the_address_is_deleted(
    client, cast, state, says
):
    report = make_report(cast.location, email="pat@example.com")
    client.force_login(cast.editor)
    response = close(client, report, state=state, outcome="The number is new\r\nsince May.")
    assert response.url == reverse("practice-reports", args=[cast.practice.pk])
    (mail,) = mails("pat@example.com")
    assert "Lakeview TMS" in mail.subject
    assert says in mail.text
    assert "The number is new since May." in mail.text
    report.refresh_from_db()
    assert (report.state, report.email, report.closed_by) == (state, "", cast.editor)
    assert report.closed_at is not None


def test_without_an_address_nobody_gets_a_mail(client, cast):
    client.force_login(cast.editor)
    close(client, make_report(cast.location))
    assert not mails()


def test_a_report_is_closed_once(client, cast):
    report = make_report(cast.location, email="pat@example.com")
    client.force_login(cast.editor)
    close(client, report)
    response = client.post(reverse("close-report", args=[report.pk]), {"state": "dismissed"}, follow=True)
    assert "Somebody has closed this report already" in response.content.decode()
    assert len(mails()) == 1
    with pytest.raises(ReportIsClosed):
        close_report(report=report, state=Report.State.DISMISSED, outcome="", user=cast.admin)


def test_a_missing_outcome_is_an_error_at_the_field(client, cast, django_assert_max_num_queries):
    report = make_report(cast.location)
    client.force_login(cast.editor)
    response = client.post(reverse("close-report", args=[report.pk]), {"outcome": "Kept"})
    assert response.status_code == 400
    assert "Kept" in response.content.decode()
    with django_assert_max_num_queries(8):
        client.get(reverse("close-report", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == "open"


@pytest.mark.parametrize("person", ["viewer", "outsider", "patient", "moderator"])
def test_nobody_else_closes_reports(client, cast, person):
    report = make_report(cast.location)
    client.force_login(getattr(cast, person))
    assert close(client, report).status_code == 403
    report.refresh_from_db()
    assert report.state == "open"


def test_a_reporter_s_words_are_shown_as_text(client, cast):
    make_report(cast.location, words="<script>alert(1)</script>\nrang")
    client.force_login(cast.editor)
    page = client.get(reverse("practice-reports", args=[cast.practice.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>rang" in page


def test_the_database_refuses_an_open_report_with_an_end_and_a_closed_one_without(cast):
    for state, closed_at in (("open", timezone.now()), ("corrected", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_report(cast.location, state=state, closed_at=closed_at)
