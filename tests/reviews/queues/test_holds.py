"""One moderator at a time on one item, and nobody on items about their own practice."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from providers.models import Location
from reviews.models import Decision, ModerationHold, Review, State, Subject
from reviews.moderation.publication import approve
from reviews.queues.holds import HOLD_LASTS, HeldByAnother, Involved, take_hold
from reviews.states import NotAllowedNow
from tests.cast import join, make_user
from tests.factories import make_location
from tests.reviews.factories import (
    make_appeal,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)
from tests.reviews.moderating import decide, page_of

pytestmark = pytest.mark.django_db


def published_at(location: Location) -> Review:
    return make_review(location, state=State.PUBLISHED)


def declined_at(location: Location) -> Review:
    return make_review(location, state=State.DECLINED)


def test_a_second_moderator_is_told_that_the_review_is_open_elsewhere(moderator_client, cast):
    review, free = make_review(cast.location), make_review(cast.location)
    moderator_client.get(page_of(review))
    other = Client()
    other.force_login(make_user(is_moderator=True, second_factor=True))
    assert other.get(page_of(review)).status_code == 409
    assert decide(other, review, "approve").status_code == 409
    assert other.get(reverse("moderation-next")).url == page_of(free)
    assert f"{cast.moderator} has it open" in other.get(reverse("moderation")).content.decode()
    assert Review.objects.get(pk=review.pk).state == State.WAITING


def test_a_hold_ends_after_a_quarter_of_an_hour_and_when_its_moderator_goes_on(moderator_client, cast):
    review = make_review(cast.location)
    other = make_user(is_moderator=True)
    held = {"subject": Subject.REVIEW, "subject_id": review.pk}
    now = timezone.now()
    take_hold(**held, moderator=cast.moderator, moment=now)
    with pytest.raises(HeldByAnother):
        take_hold(**held, moderator=other, moment=now + HOLD_LASTS - timedelta(seconds=1))
    take_hold(**held, moderator=other, moment=now + HOLD_LASTS)
    with pytest.raises(HeldByAnother):
        approve(review_id=review.pk, moderator=cast.moderator)
    ModerationHold.objects.all().delete()
    moderator_client.get(page_of(review))
    moderator_client.get(f"{reverse('moderation-next')}?after={review.pk}")
    assert not ModerationHold.objects.exists()


def test_nobody_moderates_reviews_of_their_own_practice(moderator_client, cast):
    own, free = make_review(cast.location), make_review()
    join(cast.moderator, cast.practice)
    assert moderator_client.get(reverse("moderation-next")).url == page_of(free)
    response = moderator_client.get(page_of(own))
    assert response.status_code == 403
    assert "on the team of this practice" in response.content.decode()
    with pytest.raises(Involved):
        approve(review_id=own.pk, moderator=cast.moderator)
    assert Review.objects.get(pk=own.pk).state == State.WAITING


def test_no_list_shows_moderators_what_waits_about_their_own_practice(moderator_client, cast):
    words = "Marker-of-the-words"
    text = f"{words} " * 5
    rows = {
        "moderation": lambda location: make_review(location, text=text),
        "moderate-replies": lambda location: make_reply(published_at(location), text=text),
        "moderate-appeals": lambda location: make_appeal(declined_at(location), text=text),
        "moderate-reports": lambda location: make_reader_report(published_at(location), text=text),
        "moderate-takedowns": lambda location: make_takedown(published_at(location)),
    }
    join(cast.moderator, cast.practice)
    other = make_location(name="Oak TMS")
    for name, make in rows.items():
        make(cast.location)
        page = moderator_client.get(reverse(name)).content.decode()
        assert words not in page, name
        assert "Harbor TMS" not in page, name
        assert "Not listed: 1 about a practice on whose team you are." in page, name
        make(other)
        assert "Oak TMS" in moderator_client.get(reverse(name)).content.decode(), name
    elsewhere = Client()
    elsewhere.force_login(make_user(is_moderator=True, second_factor=True))
    for name in rows:
        page = elsewhere.get(reverse(name)).content.decode()
        assert "Harbor TMS" in page, name
        assert "Not listed" not in page, name


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
