"""Moderators decide on replies of clinics."""

import pytest
from django.urls import reverse

from reviews.decisions.log import last_word
from reviews.models import Decision, Reply, State
from reviews.replies.actions import decide_reply
from tests.jobs import mails
from tests.reviews.factories import make_reply, make_review
from tests.reviews.moderating import act, approve_and_publish, signed_in

pytestmark = pytest.mark.django_db


def test_a_reply_is_published_under_its_review_once_a_moderator_has_read_it(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    reply = make_reply(review, author=cast.owner, text="Everybody here reads what is said.")
    url = reverse("review-list", args=[cast.location.pk])
    assert "Everybody here reads" not in client.get(url).content.decode()
    act(cast.moderator, "moderate-reply", reply.pk, "approve")
    assert "Everybody here reads" in client.get(url).content.decode()
    assert "stands under the review" in mails(cast.owner.email)[-1].text


def test_a_reply_that_names_the_patient_s_treatment_is_pointed_out_and_declined(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    reply = make_reply(review, author=cast.owner, text="We are glad that your TMS sessions helped.")
    page = signed_in(cast.moderator).get(reverse("moderate-reply", args=[reply.pk])).content.decode()
    assert "your TMS sessions" in page
    assert "Names a treatment: TMS" in page
    assert act(cast.moderator, "moderate-reply", reply.pk, "approve").status_code == 400
    act(cast.moderator, "moderate-reply", reply.pk, "decline", reason="patient")
    assert Reply.objects.get().state == "declined"
    assert "Confirms that somebody was a patient" in mails(cast.owner.email)[-1].text
    line = Decision.objects.get()
    assert (line.subject, line.action, line.reason) == ("reply", "decline", "patient")


def test_a_decision_on_a_reply_says_nothing_about_the_review(cast):
    review = make_review(cast.location)
    approve_and_publish(review_id=review.pk, moderator=cast.moderator)
    decide_reply(reply_id=make_reply(review).pk, moderator=cast.moderator, reason="patient")
    assert last_word(review).action == "approve"
