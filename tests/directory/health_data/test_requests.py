"""Requests about health data: made, confirmed, answered within 45 days, appealed, and forgotten."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from directory.health_data import actions, links
from directory.health_data.holdings import holdings
from directory.health_data.tasks import delete_old, remind
from directory.models import HealthDataRequest
from listings.models import Report
from reviews.models import Review, State
from tests.cast import Cast, make_cast, make_user
from tests.factories import make_location
from tests.jobs import mails
from tests.page_reading import Page
from tests.reviews.factories import make_review
from tests.reviews.sending import press

pytestmark = pytest.mark.django_db

ANA = "ana@example.com"
FORM = "/health-data-privacy/request/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def send(client: Client, **changes: Any) -> Any:
    return press(client, FORM, **{"kind": "delete", "email": ANA, "words": "My review of May.", **changes})


def link_in_mail(to: str = ANA) -> str:
    return re.search(r"https?://[^/\s]+(/health-data-privacy/\S+)", mails(to)[-1].text)[1]


def confirmed(client: Client, **changes: Any) -> HealthDataRequest:
    send(client, **changes)
    press(client, link_in_mail(changes.get("email", ANA)))
    return HealthDataRequest.objects.latest("pk")


def answer(person: Any, made: HealthDataRequest, **changes: Any) -> Any:
    client = Client()
    client.force_login(person)
    values = {"outcome": "done", "text": "All is deleted.\n\nNothing is left.", **changes}
    return client.post(f"/staff/privacy-requests/{made.pk}/", values)


def test_nothing_happens_until_whoever_reads_the_mail_presses_the_button(client, cast):
    assert send(client).url == "/health-data-privacy/request/sent/"
    made = HealthDataRequest.objects.get()
    assert made.state == "unconfirmed"
    assert not HealthDataRequest.objects.to_answer().exists()
    link = link_in_mail()
    assert "Delete my health data" in client.get(link).content.decode()  # a mail scanner opens it too
    made.refresh_from_db()
    assert made.state == "unconfirmed"
    assert "Your request is confirmed" in press(client, link).content.decode()
    made.refresh_from_db()
    assert (made.state, made.days_left()) == ("open", 45)
    assert len(mails(ANA)) == 2
    press(client, link)  # again: nothing more
    assert len(mails(ANA)) == 2
    assert not client.cookies


def test_the_answer_to_the_form_is_the_same_whether_or_not_there_is_something(client):
    first = client.get(send(client).url).content
    make_review(make_location(), email=ANA)
    assert client.get(send(client).url).content == first


def test_mails_say_nothing_about_health(client, cast):
    made = confirmed(client)
    answer(cast.admin, made)
    said = " ".join(f"{mail.subject} {mail.text}" for mail in mails(ANA)).replace("/health-data-privacy/", "")
    assert not re.search(r"health|TMS|treatment|therapy|review of", said, re.IGNORECASE)


def test_bad_input_is_answered_beside_the_field_and_nothing_typed_is_lost(client):
    response = send(client, kind="", email="no address")
    page = Page(response.content)
    assert response.status_code == 400
    assert page.one("input", id="id_email")["value"] == "no address"
    assert page.one("textarea", id="id_words").text == "My review of May."
    assert {"#id_email", "#id_kind"} <= {link["href"] for link in page.all("a")}
    assert not HealthDataRequest.objects.exists()


def test_one_address_gets_three_mails_a_day_at_most_and_other_sites_can_not_send_the_form(client):
    assert [send(client).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert HealthDataRequest.objects.count() == 3
    values = {"kind": "delete", "email": "lee@example.com"}
    assert client.post(FORM, values, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("path", ["confirm/made-up/", "appeal/made-up/"])
def test_a_link_that_is_made_up_says_that_it_does_not_work(client, path):
    assert client.get(f"/health-data-privacy/{path}").status_code == 404
    assert press(client, f"/health-data-privacy/{path}").status_code == 404


def test_a_link_to_confirm_is_none_to_appeal(client):
    send(client)
    token = link_in_mail().rstrip("/").rsplit("/", 1)[1]
    assert client.get(f"/health-data-privacy/appeal/{token}/").status_code == 404


def test_the_queue_counts_the_days_and_has_the_earliest_first(client, cast):
    late, soon = confirmed(client), confirmed(client, email="lee@example.com", kind="access")
    today = timezone.localdate()
    HealthDataRequest.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=1))
    HealthDataRequest.objects.filter(pk=soon.pk).update(due_on=today + timedelta(days=1))
    client.force_login(cast.admin)
    page = Page(client.get("/staff/privacy-requests/").content)
    rows = [row.text for row in page.all("li", class_="row")]
    assert "Overdue since" in rows[0]
    assert "1 day left" in rows[1]
    assert "The next answer is due in -1 days" not in Page(client.get("/staff/").content).text
    assert "An answer is overdue." in Page(client.get("/staff/").content).text


def test_an_answer_goes_to_the_address_of_the_request_alone_and_keeps_its_paragraphs(client, cast):
    made = confirmed(client)
    assert answer(cast.admin, made, text="").status_code == 400
    assert answer(cast.admin, made).url == "/staff/privacy-requests/"
    mail = mails(ANA)[-1]
    assert "All is deleted.\n\nNothing is left." in mail.text
    assert "you can appeal within 45 days" in mail.text
    made.refresh_from_db()
    assert (made.state, made.answered_by) == ("answered", cast.admin)
    assert answer(cast.admin, made).status_code == 200  # answered already: nothing more is sent
    assert len(mails(ANA)) == 3


def test_an_appeal_gets_45_days_of_its_own_and_another_admin_where_there_is_one(client, cast):
    made = confirmed(client)
    answer(cast.admin, made, outcome="refused", text="We can't.")
    link = link_in_mail()
    HealthDataRequest.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    assert press(client, link, text="").status_code == 400
    assert "We have your appeal" in press(client, link, text="Please look again.").content.decode()
    assert press(client, link, text="And again.").status_code == 409
    made.refresh_from_db()
    assert (made.state, made.appeal, made.days_left()) == ("appealed", "Please look again.", 45)
    other = make_user(second_factor=True, is_staff=True, is_superuser=True)
    refused = answer(cast.admin, made, text="No.")
    assert "Another admin has to answer the appeal." in refused.content.decode()
    answer(other, made, outcome="done", text="You were right.")
    made.refresh_from_db()
    assert (made.state, made.answer, made.first_answer) == ("closed", "You were right.", "We can't.")
    assert "attorney general" in mails(ANA)[-1].text


def test_a_single_admin_may_answer_an_appeal(client, cast):
    made = confirmed(client)
    answer(cast.admin, made)
    press(client, link_in_mail(), text="Please look again.")
    assert answer(cast.admin, made, text="Looked again.").status_code == 302


def test_staff_see_how_much_there_is_for_the_address_and_not_what_it_says(client, cast):
    make_review(make_location(), email=ANA, text="The secret words of a review that has been published here.")
    make_review(make_location(), email="lee@example.com")
    made = confirmed(client)
    client.force_login(cast.admin)
    text = Page(client.get(f"/staff/privacy-requests/{made.pk}/").content).text
    assert "Reviews, in any state: 1" in text
    assert "secret words" not in text
    assert "somebody could use a request to find out about a person" in text


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WAITING, State.DECLINED, State.REMOVED])
def test_deleting_takes_what_belongs_to_the_address_and_nothing_of_others(client, cast, state):
    location = make_location()
    mine = make_review(location, email=ANA, state=state)
    other = make_review(location, email="lee@example.com", state=State.PUBLISHED)
    report = Report.objects.create(
        location=location, kind="closed", reporter="x", email=ANA, words="My words"
    )
    made = confirmed(client, email="Ana@example.com")  # the same mailbox
    client.force_login(cast.admin)
    client.post(f"/staff/privacy-requests/{made.pk}/", {"action": "erase"})
    for row in (mine, other, report):
        row.refresh_from_db()
    assert (mine.state, mine.text, mine.email_hash) == ("withdrawn", "", "")
    assert (other.state, bool(other.text)) == ("published", True)
    assert (report.email, report.words) == ("", "")
    assert holdings(ANA) == ()


def test_what_was_not_confirmed_can_not_be_used_to_delete(client, cast):
    make_review(make_location(), email=ANA, state=State.PUBLISHED)
    send(client)
    made = HealthDataRequest.objects.get()
    client.force_login(cast.admin)
    client.post(f"/staff/privacy-requests/{made.pk}/", {"action": "erase"})
    assert Review.objects.published().count() == 1
    with pytest.raises(actions.NotPossibleNow):
        actions.answer(request_id=made.pk, admin=cast.admin, outcome="done", text="x")


def test_admins_are_reminded_of_what_is_due_within_ten_days(client, cast):
    confirmed(client)
    assert remind() == 0
    HealthDataRequest.objects.update(due_on=timezone.localdate() + timedelta(days=10))
    assert remind() == 1
    assert "1 request is due within ten days" in mails(cast.admin.email)[-1].text
    assert not mails(cast.moderator.email)


def test_requests_are_forgotten_once_they_are_over(client, cast):
    send(client)
    old = confirmed(client, email="lee@example.com")
    answer(cast.admin, old)
    waits = confirmed(client, email="kim@example.com")
    delete_old()
    assert HealthDataRequest.objects.count() == 3
    year_ago = timezone.now() - timedelta(days=366)
    HealthDataRequest.objects.update(received_at=year_ago)
    HealthDataRequest.objects.filter(pk=old.pk).update(answered_at=year_ago)
    delete_old()
    assert list(HealthDataRequest.objects.all()) == [waits]


def test_a_link_outlives_neither_its_days(client, monkeypatch):
    send(client)
    monkeypatch.setattr(links, "CONFIRM_DAYS", -1)
    assert client.get(link_in_mail()).status_code == 404


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"kind": "x"}, "health_request_kind_is_known"),
        ({"state": "x"}, "health_request_state_is_known"),
        ({"outcome": "x"}, "health_request_outcome_is_known"),
        ({"state": "answered"}, "health_request_answer_is_whole"),
        ({"state": "appealed"}, "health_request_appeal_is_whole"),
    ],
)
def test_the_database_keeps_the_rules(fields, name):
    usual = {"kind": "access", "email": ANA, "due_on": timezone.localdate()}
    with pytest.raises(IntegrityError, match=name):
        HealthDataRequest.objects.create(**usual | fields)


def test_no_address_of_a_request_is_in_a_log(client, capfd):
    send(client)
    link = link_in_mail()
    client.get(link)
    logged = capfd.readouterr().err
    assert ANA not in logged
    assert link.rstrip("/").rsplit("/", 1)[1] not in logged
