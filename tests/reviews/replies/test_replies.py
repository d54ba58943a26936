"""Replies of a clinic: the warning, the texts, and that none is public before a moderator has read it."""

import pytest
from django.urls import reverse

from reviews.models import Reply, State
from reviews.replies.texts import TEMPLATES
from tests.cast import make_cast
from tests.reviews.factories import make_reply, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def review(cast):
    return make_review(cast.location, state=State.PUBLISHED)


def page_of(client, review):
    return client.get(reverse("reply", args=[review.public_id])).content.decode()


def reply_to(client, review, **values):
    return client.post(reverse("reply", args=[review.public_id]), values, follow=True)


def test_the_form_warns_before_anything_is_written(client, cast, review):
    client.force_login(cast.editor)
    page = page_of(client, review)
    assert page.index("Don’t confirm that anybody was your patient") < page.index("Choose a text")
    assert "HIPAA" in page
    assert "$30,000 and $23,000" in page


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_text_of_ours_is_held_for_a_moderator_too(client, cast, review, template):
    client.force_login(cast.owner)
    response = reply_to(client, review, template=template, text="ignored")
    reply = Reply.objects.get()
    assert (reply.state, reply.template, reply.text) == ("waiting", template, TEMPLATES[template])
    assert "goes to a moderator" in response.content.decode()


@pytest.mark.parametrize("text", TEMPLATES.values())
def test_no_text_of_ours_says_that_somebody_was_a_patient(text):
    assert not [word for word in ("your visit", "your care", "your treatment", "patient") if word in text]


def test_own_words_are_held(client, cast, review):
    client.force_login(cast.editor)
    reply_to(client, review, template="own", text="Please call our office.")
    reply = Reply.objects.get()
    assert (reply.state, reply.template, reply.text) == ("waiting", "", "Please call our office.")
    assert reply.author == cast.editor


def test_own_words_that_may_tell_of_a_patient_are_shown_once_more_with_what_looks_so(client, cast, review):
    client.force_login(cast.editor)
    words = {"template": "own", "text": "We are glad that your sessions helped."}
    response = reply_to(client, review, **words)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Tells that the author was a patient: your sessions." in page
    assert "We are glad that your sessions helped.</textarea>" in page
    assert not Reply.objects.exists()
    assert "I have read it again" in page
    reply_to(client, review, **words, as_it_is="on")
    assert Reply.objects.get().state == "waiting"


def test_nothing_is_asked_about_words_that_tell_nothing(client, cast, review):
    client.force_login(cast.editor)
    assert "I have read it again" not in page_of(client, review)
    assert "I have read it again" not in reply_to(client, review, template="own").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "This field is required"),
        ({"template": "own"}, "Please write your reply"),
        ({"template": "own", "text": "x" * 1501}, "at most 1,500"),
        ({"template": "praise", "text": "x"}, "Select a valid choice"),
    ],
)
def test_bad_input_loses_nothing(client, cast, review, values, words):
    client.force_login(cast.editor)
    response = client.post(reverse("reply", args=[review.public_id]), values)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert values.get("text", "") in response.content.decode()
    assert not Reply.objects.exists()


def test_a_review_has_one_reply(client, cast, review):
    make_reply(review, state="published")
    client.force_login(cast.editor)
    assert "Your reply is published" in page_of(client, review)
    response = reply_to(client, review, template="thanks")
    assert "A colleague was quicker" in response.content.decode()
    assert Reply.objects.count() == 1


def test_after_a_reply_is_taken_back_another_can_be_written(client, cast, review):
    make_reply(review, state="published")
    client.force_login(cast.editor)
    reply_to(client, review, **{"take-back": "1"})
    assert Reply.objects.get().state == "withdrawn"
    reply_to(client, review, template="thanks")
    assert Reply.objects.filter(state="waiting").count() == 1


def test_a_declined_reply_says_why(client, cast, review):
    make_reply(review, state="declined", reason="patient")
    client.force_login(cast.editor)
    assert "was declined: Confirms that somebody was a patient" in page_of(client, review)


@pytest.mark.parametrize("state", [State.WAITING, State.DECLINED, State.REMOVED])
def test_the_clinic_does_not_see_what_is_not_published(client, cast, state):
    hidden = make_review(cast.location, state=state)
    client.force_login(cast.owner)
    assert client.get(reverse("reply", args=[hidden.public_id])).status_code == 404
    page = client.get(reverse("practice-reviews", args=[cast.practice.pk])).content.decode()
    assert hidden.text not in page


def test_only_owner_and_editor_reply(client, cast, review):
    for person in (cast.viewer, cast.outsider, cast.patient, cast.moderator):
        client.force_login(person)
        assert reply_to(client, review, template="thanks").status_code == 403
    assert not Reply.objects.exists()


def test_the_reviews_of_the_practice_cost_few_queries(client, cast, django_assert_max_num_queries):
    for _ in range(20):
        make_reply(make_review(cast.location, state=State.PUBLISHED))
    client.force_login(cast.viewer)
    with django_assert_max_num_queries(8):
        client.get(reverse("practice-reviews", args=[cast.practice.pk]))
