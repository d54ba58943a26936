"""Moderating a review: publish, decline, ask for a change; one moderator at a time; the log is for good."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from providers.models import Location
from reviews.models import Decision, ModerationHold, Reason, Review, State, Subject, VisitDocument
from reviews.moderation.actions import approve, decline
from reviews.queues.holds import HELD_FOR, HeldByAnother, Involved, take_hold
from reviews.states import NotAllowedNow
from reviews.tasks import lapse
from tests.cast import join, make_cast, make_user
from tests.factories import make_location
from tests.jobs import mails, run_jobs
from tests.mail.smtp import Mailbox, smtp_server, use_smtp
from tests.reviews.factories import (
    make_appeal,
    make_document,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)
from tests.reviews.sending import filled_in, link_in_mail, press, send_and_confirm

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast(make_location(name="Harbor TMS"))


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.moderator)
    return client


def page_of(review: Review) -> str:
    return reverse("moderate-review", args=[review.pk])


def published(location: Location) -> Review:
    return make_review(location, state=State.PUBLISHED)


def declined(location: Location) -> Review:
    return make_review(location, state=State.DECLINED)


def decide(client: Client, review: Review, action: str, **values: str):
    data = {"action": action, **{f"{action}-{name}": value for name, value in values.items()}}
    return client.post(page_of(review), data, follow=True)


def test_the_queue_is_oldest_first_and_leads_from_one_review_to_the_next(signed_in, cast):
    now = timezone.now()
    reviews = [
        make_review(cast.location, text=f"{word} " * 30, confirmed_at=now - timedelta(hours=hours))
        for word, hours in (("younger-one", 1), ("oldest-one", 9), ("middle-one", 5))
    ]
    page = signed_in.get(reverse("moderation")).content.decode()
    assert page.index("oldest-one") < page.index("middle-one") < page.index("younger-one")
    assert signed_in.get(reverse("moderation-next")).url == page_of(reviews[1])
    after = f"{reverse('moderation-next')}?after={reviews[1].pk}"
    assert signed_in.get(after).url == page_of(reviews[2])
    assert signed_in.get(f"{reverse('moderation-next')}?after={reviews[0].pk}").url == reverse("moderation")
    assert signed_in.get(f"{reverse('moderation-next')}?after=x").url == page_of(reviews[1])


def test_the_queue_is_paginated_and_asks_the_database_little(signed_in, cast, django_assert_max_num_queries):
    for _ in range(25):
        make_review(cast.location)
    with django_assert_max_num_queries(8):
        page = signed_in.get(reverse("moderation")).content.decode()
    assert "Page 1 of 2" in page
    assert "Page 2 of 2" in signed_in.get(reverse("moderation"), {"page": "2"}).content.decode()


def test_a_review_with_all_its_hints_asks_the_database_little(signed_in, cast, django_assert_max_num_queries):
    review = make_review(cast.location, proof_level="A", visitor_key="k" * 32)
    make_review(cast.location, text=review.text, visitor_key="k" * 32)
    with django_assert_max_num_queries(20):
        signed_in.get(page_of(review))


def test_markup_in_a_text_stays_text_and_nul_in_an_address_is_no_error(signed_in, cast):
    review = make_review(cast.location, text="<script>alert(1)</script> <b>" + "It went well. " * 5)
    page = signed_in.get(page_of(review)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    for query in ({"after": "\0"}, {"after": "9" * 40}, {"page": "x"}):
        for name in ("moderation", "moderation-next", "decision-log"):
            assert signed_in.get(reverse(name), query).status_code in (200, 302)


def test_an_approved_review_is_published_and_its_author_told(signed_in, cast):
    review = make_review(cast.location, email="ana@example.com")
    response = decide(signed_in, review, "approve")
    assert "is published" in response.content.decode()
    review.refresh_from_db()
    assert (review.state, review.email) == (State.PUBLISHED, "")
    assert "is published" in mails("ana@example.com")[-1].subject
    line = Decision.objects.get()
    assert (line.action, line.moderator, line.review, line.stars) == ("approve", cast.moderator, review, 4)
    assert not ModerationHold.objects.exists()


def test_a_declined_author_gets_the_reason_and_one_link_to_appeal(signed_in, cast, client):
    review = make_review(cast.location, email="ana@example.com")
    decide(signed_in, review, "decline", reason="abuse", note="Please don’t call people names.")
    review.refresh_from_db()
    assert (review.state, review.email) == (State.DECLINED, "")
    mail = mails("ana@example.com")[-1].text
    assert "Reason: Abuse" in mail
    assert "call people names" in mail
    assert len(re.findall(r"/reviews/appeal/", mail)) == 1
    assert Decision.objects.get().reason == Reason.ABUSE


def test_declining_needs_a_reason_of_the_closed_list(signed_in, cast):
    review = make_review(cast.location)
    for reason in ("", "too-negative", "court-order", "no-change"):
        response = decide(signed_in, review, "decline", reason=reason, note="Kept words")
        assert response.status_code == 400
        assert "Kept words" in response.content.decode()
    assert Review.objects.get(pk=review.pk).state == State.WAITING


def test_a_change_that_is_asked_for_comes_back_to_the_queue(signed_in, cast):
    review = make_review(cast.location, email="ana@example.com")
    assert decide(signed_in, review, "change", reason="personal-data").status_code == 400
    decide(signed_in, review, "change", reason="personal-data", note="Please leave out the name.")
    assert Review.objects.get(pk=review.pk).state == State.CHANGE_ASKED
    assert "leave out the name" in mails("ana@example.com")[-1].text
    text = "The doctor explained every step to me, and the sessions began on time each day."
    press(Client(), link_in_mail(), **filled_in(text=text))
    later = Review.objects.latest("pk")
    assert (later.state, later.text) == (State.WAITING, text)
    assert Review.objects.get(pk=review.pk).state == State.REPLACED
    decide(signed_in, later, "approve")
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


def test_a_document_is_shown_to_whoever_holds_the_review_and_to_nobody_else(signed_in, cast):
    review = make_review(cast.location, document_kind="letter")
    document = make_document(review, b"jpeg bytes")
    url = reverse("visit-document", args=[document.pk])
    assert signed_in.get(url).status_code == 403
    assert url in signed_in.get(page_of(review)).content.decode()
    response = signed_in.get(url)
    assert (response.content, response["Content-Type"]) == (b"jpeg bytes", "image/jpeg")
    assert "no-store" in response["Cache-Control"]
    other = Client()
    other.force_login(make_user(is_moderator=True, second_factor=True))
    assert other.get(url).status_code == 403


def test_a_document_is_judged_and_deleted_with_the_decision(signed_in, cast):
    review = make_review(cast.location, document_kind="letter")
    make_document(review)
    assert decide(signed_in, review, "approve").status_code == 400
    decide(signed_in, review, "approve", shows_visit="yes")
    review.refresh_from_db()
    assert (review.proof_level, review.state) == ("B", State.PUBLISHED)
    assert not VisitDocument.objects.exists()


def test_a_document_that_shows_nothing_leaves_the_review_unchecked(signed_in, cast):
    review = make_review(cast.location, document_kind="letter")
    make_document(review)
    decide(signed_in, review, "approve", shows_visit="no")
    review.refresh_from_db()
    assert (review.proof_level, review.proof_checked_on) == ("C", None)
    assert not VisitDocument.objects.exists()


def test_a_second_moderator_is_told_that_the_review_is_open_elsewhere(signed_in, cast):
    review, free = make_review(cast.location), make_review(cast.location)
    signed_in.get(page_of(review))
    other = Client()
    other.force_login(make_user(is_moderator=True, second_factor=True))
    assert other.get(page_of(review)).status_code == 409
    assert decide(other, review, "approve").status_code == 409
    assert other.get(reverse("moderation-next")).url == page_of(free)
    assert "another moderator has it open" in other.get(reverse("moderation")).content.decode()
    assert Review.objects.get(pk=review.pk).state == State.WAITING


def test_a_hold_ends_after_a_quarter_of_an_hour_and_when_its_moderator_goes_on(signed_in, cast):
    review = make_review(cast.location)
    other = make_user(is_moderator=True)
    held = {"subject": Subject.REVIEW, "subject_id": review.pk}
    now = timezone.now()
    take_hold(**held, moderator=cast.moderator, moment=now)
    with pytest.raises(HeldByAnother):
        take_hold(**held, moderator=other, moment=now + HELD_FOR - timedelta(seconds=1))
    take_hold(**held, moderator=other, moment=now + HELD_FOR)
    with pytest.raises(HeldByAnother):
        approve(review_id=review.pk, moderator=cast.moderator)
    ModerationHold.objects.all().delete()
    signed_in.get(page_of(review))
    signed_in.get(f"{reverse('moderation-next')}?after={review.pk}")
    assert not ModerationHold.objects.exists()


def test_nobody_moderates_reviews_of_their_own_practice(signed_in, cast):
    own, free = make_review(cast.location), make_review()
    join(cast.moderator, cast.practice)
    assert signed_in.get(reverse("moderation-next")).url == page_of(free)
    response = signed_in.get(page_of(own))
    assert response.status_code == 403
    assert "on the team of this practice" in response.content.decode()
    with pytest.raises(Involved):
        approve(review_id=own.pk, moderator=cast.moderator)
    assert Review.objects.get(pk=own.pk).state == State.WAITING


def test_no_list_shows_moderators_what_waits_about_their_own_practice(signed_in, cast):
    words = "Marker-of-the-words"
    text = f"{words} " * 5
    rows = {
        "moderation": lambda location: make_review(location, text=text),
        "moderate-replies": lambda location: make_reply(published(location), text=text),
        "moderate-appeals": lambda location: make_appeal(declined(location), text=text),
        "moderate-reports": lambda location: make_reader_report(published(location), text=text),
        "moderate-takedowns": lambda location: make_takedown(published(location)),
    }
    join(cast.moderator, cast.practice)
    other = make_location(name="Oak TMS")
    for name, make in rows.items():
        make(cast.location)
        page = signed_in.get(reverse(name)).content.decode()
        assert words not in page, name
        assert "Harbor TMS" not in page, name
        assert "Not listed: 1 about a practice on whose team you are." in page, name
        make(other)
        assert "Oak TMS" in signed_in.get(reverse(name)).content.decode(), name
    elsewhere = Client()
    elsewhere.force_login(make_user(is_moderator=True, second_factor=True))
    for name in rows:
        page = elsewhere.get(reverse(name)).content.decode()
        assert "Harbor TMS" in page, name
        assert "Not listed" not in page, name


def test_the_log_shows_moderators_no_decision_about_their_own_practice(signed_in, cast):
    for location in (cast.location, make_location(name="Oak TMS")):
        note = f"You wrote of {location.name} that"
        decline(review_id=make_review(location).pk, moderator=cast.moderator, reason=Reason.ABUSE, note=note)
    assert "You wrote of Harbor TMS that" in signed_in.get(reverse("decision-log")).content.decode()
    join(cast.moderator, cast.practice)
    page = signed_in.get(reverse("decision-log")).content.decode()
    assert "Harbor TMS" not in page
    assert "You wrote of Oak TMS that" in page


def test_the_log_keeps_decisions_by_people_and_about_places_that_are_gone(signed_in, cast):
    former = make_user("former@example.com", is_moderator=True)
    location = make_location(name="Oak TMS")
    note = "It names somebody."
    decline(review_id=make_review(location).pk, moderator=former, reason=Reason.ABUSE, note=note)
    assert "former@example.com" in signed_in.get(reverse("decision-log")).content.decode()
    Review.objects.all().delete()
    location.practice.delete()
    former.delete()
    page = signed_in.get(reverse("decision-log")).content.decode()
    assert note in page
    assert "Oak TMS" not in page
    assert "a moderator of then" in page
    assert "the site itself" not in page


def test_a_review_is_decided_once(signed_in, cast):
    review = make_review(cast.location)
    approve(review_id=review.pk, moderator=cast.moderator)
    with pytest.raises(NotAllowedNow):
        decline(review_id=review.pk, moderator=cast.moderator, reason=Reason.ABUSE)
    assert decide(signed_in, review, "decline", reason="abuse").status_code == 409
    assert Decision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_who_open_a_review_at_once_one_gets_it():
    review = make_review()
    moderators = [make_user(is_moderator=True) for _ in range(6)]
    start, got = threading.Barrier(len(moderators)), []

    def open_it(moderator):
        start.wait()
        try:
            with transaction.atomic():
                take_hold(subject=Subject.REVIEW, subject_id=review.pk, moderator=moderator)
                approve(review_id=review.pk, moderator=moderator)
            got.append(moderator)
        except (HeldByAnother, NotAllowedNow):
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it, args=[moderator]) for moderator in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    assert Decision.objects.get().moderator == got[0]


def execute(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in filter(None, statements):
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_decision SET reason = 'fake'",
        "DELETE FROM reviews_decision",
        "TRUNCATE reviews_decision",
        "TRUNCATE reviews_review CASCADE; TRUNCATE reviews_decision",
    ],
)
@pytest.mark.parametrize("before", ["", "SET LOCAL session_replication_role = replica"])
def test_nobody_can_change_the_log_not_even_its_owner(cast, statement, before):
    approve(review_id=make_review(cast.location).pk, moderator=cast.moderator)
    with pytest.raises(IntegrityError, match="append-only"):
        execute("SET CONSTRAINTS ALL IMMEDIATE", before, statement)
    assert Decision.objects.get().reason == ""


def test_with_the_mail_server_down_nothing_is_lost_and_the_queue_goes_on_later(client, cast, settings):
    use_smtp(settings)  # at a port where nobody listens yet
    review = send_and_confirm(client, cast.location)
    moderator = Client()
    moderator.force_login(cast.moderator)
    decide(moderator, review, "approve")
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
