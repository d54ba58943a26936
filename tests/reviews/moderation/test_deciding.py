"""Moderating a review: publish, decline, ask for a change."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from reviews.dates import time_of_day
from reviews.models import Decision, ModerationHold, Reason, Review, State, VisitDocument
from reviews.moderation.actions import decline
from reviews.moderation.publication import approve, publish_due, publish_late, take_back
from reviews.moderation.tasks import lapse
from reviews.states import NotAllowedNow
from tests.cast import join
from tests.jobs import mails, run_jobs, run_worker
from tests.mail.smtp import Mailbox, smtp_server, use_smtp
from tests.reviews.factories import (
    make_document,
    make_review,
)
from tests.reviews.moderating import (
    approve_and_publish,
    decide,
    page_of,
    publish_what_is_approved,
    signed_in,
    state_of,
)
from tests.reviews.sending import ask_for_links, filled_in, link_in_mail, press, send_and_confirm

pytestmark = pytest.mark.django_db


def test_the_queue_is_oldest_first_and_leads_from_one_review_to_the_next(moderator_client, cast):
    now = timezone.now()
    reviews = [
        make_review(cast.location, text=f"{word} " * 30, confirmed_at=now - timedelta(hours=hours))
        for word, hours in (("younger-one", 1), ("oldest-one", 9), ("middle-one", 5))
    ]
    page = moderator_client.get(reverse("moderation")).content.decode()
    assert page.index("oldest-one") < page.index("middle-one") < page.index("younger-one")
    assert moderator_client.get(reverse("moderation-next")).url == page_of(reviews[1])
    after = f"{reverse('moderation-next')}?after={reviews[1].pk}"
    assert moderator_client.get(after).url == page_of(reviews[2])
    assert moderator_client.get(f"{reverse('moderation-next')}?after={reviews[0].pk}").url == reverse(
        "moderation"
    )
    assert moderator_client.get(f"{reverse('moderation-next')}?after=x").url == page_of(reviews[1])


def test_the_queue_is_paginated_and_asks_the_database_little(
    moderator_client, cast, django_assert_max_num_queries
):
    for _ in range(25):
        make_review(cast.location)
    with django_assert_max_num_queries(10):
        page = moderator_client.get(reverse("moderation")).content.decode()
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in moderator_client.get(reverse("moderation"), {"page": "2"}).content.decode()


def test_a_review_with_all_its_hints_asks_the_database_little(
    moderator_client, cast, django_assert_max_num_queries
):
    review = make_review(cast.location, proof_level="A", visitor_key="k" * 32)
    make_review(cast.location, text=review.text, visitor_key="k" * 32)
    with django_assert_max_num_queries(28):
        moderator_client.get(page_of(review))


def test_markup_in_a_text_stays_text_and_nul_in_an_address_is_no_error(moderator_client, cast):
    review = make_review(cast.location, text="<script>alert(1)</script> <b>" + "It went well. " * 5)
    page = moderator_client.get(page_of(review)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    for query in ({"after": "\0"}, {"after": "9" * 40}, {"page": "x"}):
        for name in ("moderation", "moderation-next", "decision-log"):
            assert moderator_client.get(reverse(name), query).status_code in (200, 302)


def test_an_approved_review_becomes_public_after_ten_minutes_and_its_author_is_told_then(
    moderator_client, cast
):
    review = make_review(cast.location, email="ana@example.com")
    response = decide(moderator_client, review, "approve")
    review.refresh_from_db()
    assert review.state == State.APPROVED
    page = response.content.decode()
    assert f"It becomes public at {time_of_day(review.public_at)}; until then you can take it back" in page
    assert (mails(), list_of(cast.location)) == ([], before := list_of(cast.location))
    assert publish_due(review.public_at - timedelta(seconds=1)) == 0
    assert list_of(cast.location) == before
    assert publish_due(review.public_at) == 1
    review.refresh_from_db()
    assert (review.state, review.email) == (State.PUBLISHED, "")
    assert review.text in list_of(cast.location)
    assert "is published" in mails("ana@example.com")[-1].subject
    log = Decision.objects.order_by("pk").values_list("action", "moderator", "review", "stars")
    assert list(log) == [(action, cast.moderator.pk, review.pk, 4) for action in ("schedule", "approve")]
    assert not ModerationHold.objects.exists()


def list_of(location) -> str:
    return Client().get(reverse("review-list", args=[location.pk])).content.decode()


def test_an_approval_can_be_taken_back_on_the_next_page_and_nothing_was_public(moderator_client, cast):
    review, following = make_review(cast.location, document_kind="letter"), make_review(cast.location)
    make_document(review)
    page = decide(moderator_client, review, "approve", shows_visit="yes").content.decode()
    assert f'Take back<span class="visually-hidden"> review {review.pk}</span>' in page
    response = moderator_client.post(page_of(review), {"action": "take-back"}, follow=True)
    assert "Nothing was public" in response.content.decode()
    review.refresh_from_db()
    assert (review.state, review.public_at, review.documents.count()) == (State.WAITING, None, 1)
    assert publish_what_is_approved() == 0
    decide(moderator_client, review, "decline", reason="fake")
    actions = list(Decision.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["schedule", "take-back", "decline"]
    assert state_of(following) == State.WAITING


def test_it_is_too_late_to_take_back_what_is_public(moderator_client, cast):
    review = make_review(cast.location)
    approve_and_publish(review_id=review.pk, moderator=cast.moderator)
    response = moderator_client.post(page_of(review), {"action": "take-back"})
    assert response.status_code == 409
    with pytest.raises(NotAllowedNow):
        take_back(review_id=review.pk, moderator=cast.moderator)
    assert state_of(review) == State.PUBLISHED


def test_another_moderator_can_take_an_approval_back_but_nobody_of_the_practice(cast, other):
    review = make_review(cast.location)
    approve(review_id=review.pk, moderator=cast.moderator)
    queue = signed_in(other).get(reverse("moderation")).content.decode()
    assert f"approved by {cast.moderator}" in " ".join(queue.split())
    join(other, cast.practice)
    assert signed_in(other).post(page_of(review), {"action": "take-back"}).status_code == 403
    assert state_of(review) == State.APPROVED


def test_an_author_who_edits_or_deletes_within_the_ten_minutes_is_quicker(client, cast):
    for number in range(2):
        email = f"p{number}@example.com"
        review = send_and_confirm(client, cast.location, email=email)
        approve(review_id=review.pk, moderator=cast.moderator)
        ask_for_links(client, cast.location, email)
        page = client.get(link_in_mail(email)).content.decode()
        assert "approved" not in page.lower()
        press(client, link_in_mail(email), **({"delete": "1"} if number else filled_in(overall="2")))
        assert publish_what_is_approved() == 0
        assert not Review.objects.published().exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_worker_left_is_published_by_the_next_one(cast):
    review = make_review(cast.location)
    approve(review_id=review.pk, moderator=cast.moderator)
    job = ProcrastinateJob.objects.get(task_name="reviews.publish_approved")
    assert (job.args, job.scheduled_at) == ({"review_id": review.pk}, Review.objects.get().public_at)
    run_worker()
    assert state_of(review) == State.APPROVED
    Review.objects.update(public_at=timezone.now())
    publish_late.defer(timestamp=0)  # as every five minutes, although the job of its own is not due
    run_worker()
    assert state_of(review) == State.PUBLISHED
    assert Decision.objects.filter(action="approve").count() == 1


def test_a_declined_author_gets_the_reason_and_one_link_to_appeal(moderator_client, cast, client):
    review = make_review(cast.location, email="ana@example.com")
    decide(moderator_client, review, "decline", reason="abuse", note="Please don’t call people names.")
    review.refresh_from_db()
    assert (review.state, review.email) == (State.DECLINED, "")
    mail = mails("ana@example.com")[-1].text
    assert "Reason: Abuse" in mail
    assert "call people names" in mail
    assert len(re.findall(r"/reviews/appeal/", mail)) == 1
    assert Decision.objects.get().reason == Reason.ABUSE


def test_declining_needs_a_reason_of_the_closed_list(moderator_client, cast):
    review = make_review(cast.location)
    for reason in ("", "too-negative", "court-order", "no-change"):
        response = decide(moderator_client, review, "decline", reason=reason, note="Kept words")
        assert response.status_code == 400
        assert "Kept words" in response.content.decode()
    assert Review.objects.get(pk=review.pk).state == State.WAITING


def test_a_change_that_is_asked_for_comes_back_to_the_queue(moderator_client, cast):
    review = make_review(cast.location, email="ana@example.com")
    assert decide(moderator_client, review, "change", reason="personal-data").status_code == 400
    decide(moderator_client, review, "change", reason="personal-data", note="Please leave out the name.")
    assert Review.objects.get(pk=review.pk).state == State.CHANGE_ASKED
    assert "leave out the name" in mails("ana@example.com")[-1].text
    text = "The doctor explained every step to me, and the sessions began on time each day."
    press(Client(), link_in_mail(), **filled_in(text=text))
    later = Review.objects.latest("pk")
    assert (later.state, later.text) == (State.WAITING, text)
    assert Review.objects.get(pk=review.pk).state == State.REPLACED
    decide(moderator_client, later, "approve")
    publish_what_is_approved()
    assert Review.objects.get(pk=later.pk).state == State.PUBLISHED


def test_a_change_that_is_not_made_in_30_days_is_declined(cast):
    old = timezone.now() - timedelta(days=31)
    late = make_review(cast.location, state=State.CHANGE_ASKED, decided_at=old, email="ana@example.com")
    fresh = make_review(cast.location, state=State.CHANGE_ASKED, decided_at=timezone.now())
    lapse(0)
    assert Review.objects.get(pk=late.pk).state == State.DECLINED
    assert Review.objects.get(pk=fresh.pk).state == State.CHANGE_ASKED
    line = Decision.objects.get()
    assert (line.action, line.reason, line.moderator) == ("lapse", "no-change", None)
    assert "/reviews/appeal/" in mails("ana@example.com")[-1].text


def test_a_document_is_judged_and_deleted_with_the_publication(moderator_client, cast):
    review = make_review(cast.location, document_kind="letter")
    make_document(review)
    assert decide(moderator_client, review, "approve").status_code == 400
    decide(moderator_client, review, "approve", shows_visit="yes")
    publish_what_is_approved()
    review.refresh_from_db()
    assert (review.proof_level, review.state) == ("B", State.PUBLISHED)
    assert not VisitDocument.objects.exists()


def test_a_document_that_shows_nothing_leaves_the_review_unchecked(moderator_client, cast):
    review = make_review(cast.location, document_kind="letter")
    make_document(review)
    decide(moderator_client, review, "approve", shows_visit="no")
    publish_what_is_approved()
    review.refresh_from_db()
    assert (review.proof_level, review.proof_checked_on) == ("C", None)
    assert not VisitDocument.objects.exists()


def test_a_review_is_decided_once(moderator_client, cast):
    review = make_review(cast.location)
    approve_and_publish(review_id=review.pk, moderator=cast.moderator)
    with pytest.raises(NotAllowedNow):
        decline(review_id=review.pk, moderator=cast.moderator, reason=Reason.ABUSE)
    assert decide(moderator_client, review, "decline", reason="abuse").status_code == 409
    assert not Decision.objects.filter(action="decline").exists()


def test_with_the_mail_server_down_nothing_is_lost_and_the_queue_goes_on_later(client, cast, settings):
    use_smtp(settings)  # at a port where nobody listens yet
    review = send_and_confirm(client, cast.location)
    moderator = Client()
    moderator.force_login(cast.moderator)
    decide(moderator, review, "approve")
    publish_what_is_approved()
    assert "mail.deliver" in run_jobs()
    assert Review.objects.get(pk=review.pk).state == State.PUBLISHED
    queued = mails("ana@example.com")
    assert {message.attempts for message in queued} == {1}
    mailbox = Mailbox()
    with smtp_server(mailbox, settings.EMAIL_PORT):
        ProcrastinateJob.objects.filter(status="todo").update(scheduled_at=None)  # their time has come
        run_jobs()
    subjects = [mail["Subject"] for mail in mailbox.taken if mail["To"] == "ana@example.com"]
    assert sorted(subjects) == sorted(message.subject for message in queued)
    assert "Your review of Harbor TMS is published" in subjects
