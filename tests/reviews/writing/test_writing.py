"""Writing a review: from the form to the queue of the moderators."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import UseCount
from reviews.authors import email_hash
from reviews.models import Answer, Question, Relationship, Review, State
from reviews.writing.consent import WORDINGS
from tests.factories import make_location
from tests.jobs import mails
from tests.page_reading import Page
from tests.reviews.factories import make_review
from tests.reviews.sending import FROM_HERE, TEXT, filled_in, link_in_mail, press, send, send_and_confirm

pytestmark = pytest.mark.django_db


def write_url(location):
    return reverse("write-review", args=[location.pk])


def test_the_page_says_what_happens_next_before_it_asks_anything(client):
    page = client.get(write_url(make_location())).content.decode()
    assert page.index("What happens with what you write") < page.index("How do you know this clinic?")
    assert page.index("without seeing your scores") < page.index("data-draft=")


def test_the_form_asks_the_twelve_questions_and_neither_diagnosis_nor_medicines_nor_results(client):
    page = client.get(write_url(make_location())).content.decode()
    assert [question.label for question in Question if question.label in page] == [*Question.labels]
    for answer in ("Never", "Sometimes", "Usually", "Always", "Does not apply"):
        assert page.count(f"{answer}</label>") == len(Question)


def test_a_review_is_sent_only_with_consent_which_is_kept_with_its_day_and_wording(client):
    location, before = make_location(), timezone.now()
    response = send(client, location, consent="")
    assert response.status_code == 400
    assert "We can publish a review only with your consent." in response.content.decode()
    assert not Review.objects.exists()
    send(client, location)
    review = Review.objects.get()
    assert before <= review.consented_at <= timezone.now()
    assert "everybody to read" in WORDINGS[review.consent_wording]


def test_no_cookie_is_set(client):
    location = make_location()
    client.get(write_url(location))
    send(client, location)
    press(client, link_in_mail())
    assert not client.cookies


def test_a_sent_review_waits_for_the_address_and_nothing_is_published(client):
    location = make_location()
    response = send(client, location)
    assert response.url == reverse("review-sent", args=[location.pk])
    review = Review.objects.get()
    assert (review.state, review.overall, review.text) == (State.UNCONFIRMED, 4, TEXT)
    assert (review.service, review.care_month, review.care_year) == ("both", 3, 2026)
    assert review.would_choose_again is True
    assert review.answer(Question.FIRST_APPOINTMENT) == Answer.ALWAYS
    assert review.answer(Question.COST) == Answer.DOES_NOT_APPLY
    assert review.answer(Question.ACCESS) == Answer.NOT_ANSWERED
    assert review.email_hash == email_hash("ana@example.com")
    assert [mail.to for mail in mails()] == ["ana@example.com"]


def test_opening_the_link_changes_nothing_and_its_button_puts_the_review_into_the_queue(client):
    send(client, make_location())
    path = link_in_mail()
    assert client.get(path).status_code == 200
    assert Review.objects.get().state == State.UNCONFIRMED  # a mail scanner follows links
    assert press(client, path).status_code == 302
    review = Review.objects.get()
    assert (review.state, review.proof_level) == (State.WAITING, "C")
    assert review.confirmed_at is not None


def test_a_replayed_link_does_nothing(client):
    location = make_location()
    first = send_and_confirm(client, location)
    path = link_in_mail()
    Review.objects.filter(pk=first.pk).update(state=State.DECLINED, email="")
    response = press(client, path)
    assert "confirmed already" in response.content.decode()
    assert Review.objects.get().state == State.DECLINED
    Review.objects.filter(pk=first.pk).update(state=State.UNCONFIRMED)
    press(client, path)
    assert Review.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize("token", ["made-up", "gAAAAABmade_up", "%00", "é" * 40, "=" * 90])
def test_a_made_up_link_is_a_friendly_page(client, token):
    for name in ("confirm-review", "edit-review"):
        assert client.get(reverse(name, args=[token])).status_code == 404


def test_a_link_of_another_purpose_opens_nothing(client):
    send(client, make_location())
    token = link_in_mail().rstrip("/").rpartition("/")[2]
    assert client.get(reverse("edit-review", args=[token])).status_code == 404


@pytest.mark.parametrize("relationship", [one for one in Relationship if one != Relationship.PATIENT])
def test_staff_family_and_competitors_are_turned_away_kindly_and_nothing_is_kept(client, relationship):
    response = send(client, make_location(), relationship=relationship, text="")
    assert response.status_code == 200
    assert "Thank you for saying so" in response.content.decode()
    assert not Review.objects.exists()
    assert not mails()


def test_nothing_typed_is_lost_where_something_is_wrong(client):
    response = send(client, make_location(), text="Too short.", email="no address", care_year="")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Too short." in page
    assert "no address" in page
    assert page.count(" checked>") == 8  # relationship, service, overall, again, three answers, consent
    assert 'href="#id_text"' in page
    assert "Please write at least 50 characters; this is 10." in page


def test_a_question_without_an_answer_is_summed_up_in_plain_words(client):
    response = send(client, make_location(), relationship="", overall="")
    summary = Page(response.content).one("div", role="alert").text
    assert "How do you know this clinic? Please choose one." in summary
    assert "Overall, how was it? Please choose one." in summary


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "x" * 49}, "at least 50"),
        ({"text": "x" * 5001}, "at most 5,000"),
        ({"text": " \n " * 60}, "This field is required."),
        ({"text": "a\0" * 60}, "Null characters are not allowed."),
        ({"overall": "6"}, "Select a valid choice"),
        ({"overall": "0"}, "Select a valid choice"),
        ({"care_month": "13"}, "Select a valid choice"),
        ({"care_year": "2031"}, "Select a valid choice"),
        ({"service": "surgery"}, "Select a valid choice"),
        ({"relationship": "boss"}, "Select a valid choice"),
        ({"shared-plan": "often"}, "Select a valid choice"),
        ({"would_choose_again": "maybe"}, "Select a valid choice"),
        ({"document_kind": "letter"}, "Please choose the file"),
        ({"code": "ABC"}, "This is not a code as we print them"),
    ],
)
def test_bad_input_gets_a_message_at_its_field(client, changes, words):
    response = send(client, make_location(), **changes)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not Review.objects.exists()


def test_care_that_is_still_to_come_can_t_be_reviewed(client, monkeypatch):
    clock = SimpleNamespace(localdate=lambda: date(2026, 11, 30))
    monkeypatch.setattr("reviews.writing.forms.timezone", clock)
    for month, status in (("12", 400), ("11", 302)):
        response = send(client, make_location(), care_month=month, care_year="2026")
        assert response.status_code == status
        assert ("still to come" in response.content.decode()) == (status == 400)


def test_a_text_of_5000_characters_fits(client):
    assert send(client, make_location(), text="x" * 5000).status_code == 302


def test_a_text_of_10_megabytes_is_a_friendly_error_and_stored_nowhere(client):
    response = send(client, make_location(), text="x" * 10 * 2**20)
    assert response.status_code == 413
    assert b"<h1" in response.content
    assert not Review.objects.exists()


def test_html_and_scripts_stay_the_text_that_was_typed(client):
    text = "<script>alert(1)</script><b>bold</b> javascript:x & so on, which is long enough to be sent."
    review = send_and_confirm(client, make_location(), text=text)
    assert review.text == text


def test_invisible_controls_are_left_out(client):
    review = send_and_confirm(client, make_location(), text="\x07\x1b[31m" + TEXT + "\r\nSecond line.")
    assert review.text == "[31m" + TEXT + "\nSecond line."


def test_of_a_thousand_submissions_from_one_address_five_are_stored(client):
    location = make_location()
    kept = sum(send(client, location, email=f"a{n}@example.com").status_code == 302 for n in range(1000))
    assert (kept, Review.objects.count(), len(mails())) == (5, 5, 5)


def test_an_address_gets_five_mails_a_day_no_matter_who_types_it(client):
    location = make_location()
    for _ in range(7):
        UseCount.objects.exclude(key__startswith="review-mail").delete()  # as from other visitors
        send(client, location, email="A.N.A+x@gmail.com")
    assert len(mails()) == 5


def test_a_page_of_another_site_can_t_send_the_form():
    location = make_location()
    response = Client().post(
        write_url(location), filled_in(), headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://x.test"}
    )
    assert response.status_code == 403
    assert not Review.objects.exists()


def test_a_later_review_of_the_same_course_replaces_the_one_that_waits(client):
    location = make_location()
    first = send_and_confirm(client, location)
    second = send_and_confirm(client, location, overall="2", care_month="5", email="ANA@example.com")
    first.refresh_from_db()
    assert (first.state, first.text, first.email) == (State.REPLACED, "", "")
    assert second.state == State.WAITING


def test_another_course_or_place_is_another_review(client):
    location = make_location()
    first = send_and_confirm(client, location)
    send_and_confirm(client, location, care_month="9", care_year="2025")
    send_and_confirm(client, make_location())
    first.refresh_from_db()
    assert first.state == State.WAITING
    assert Review.objects.pending().count() == 3


def test_what_is_published_stays_until_the_later_one_is_decided(client):
    location = make_location()
    first = make_review(location, state=State.PUBLISHED, email="ana@example.com", proof_level="A")
    second = send_and_confirm(client, location)
    first.refresh_from_db()
    assert (first.state, second.state, second.replaces) == (State.PUBLISHED, State.WAITING, first)
    assert second.proof_level == "A"  # it is the same visit


def test_a_missing_or_hidden_place_is_a_404(client):
    assert client.get(reverse("write-review", args=[1])).status_code == 404
    hidden = make_location(status="draft")
    assert client.get(write_url(hidden)).status_code == 404
    assert client.post(write_url(hidden), filled_in(), headers=FROM_HERE).status_code == 404
