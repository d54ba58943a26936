"""Deciding on the pages of moderators."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reviews.models import Reason, Review
from reviews.moderation.actions import decline
from reviews.moderation.publication import TIME_TO_TAKE_BACK, approve, publish_due
from tests.cast import Cast
from tests.reviews.factories import make_review

AUTHOR = "ana@example.com"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(user: User, name: str, pk: int, action: str, **values: str) -> Any:
    """The answer of the page `name` to a decision."""
    return decide_on(signed_in(user), reverse(name, args=[pk]), action, **values)


def page_of(review: Review) -> str:
    return reverse("moderate-review", args=[review.pk])


def decide(client: Client, review: Review, action: str, **values: str) -> Any:
    return decide_on(client, page_of(review), action, **values)


def decide_on(client: Client, url: str, action: str, **values: str) -> Any:
    data = {"action": action, **{f"{action}-{field}": value for field, value in values.items()}}
    return client.post(url, data, follow=True)


def state_of(review: Review) -> str:
    return Review.objects.get(pk=review.pk).state


def declined(cast: Cast) -> Review:
    """A review that the cast's moderator has declined."""
    review = make_review(cast.location, email=AUTHOR)
    decline(review_id=review.pk, moderator=cast.moderator, reason=Reason.FAKE)
    return review


def publish_what_is_approved() -> int:
    """What the jobs do once the ten minutes are over."""
    return publish_due(timezone.now() + TIME_TO_TAKE_BACK)


def approve_and_publish(*, review_id: int, moderator: User, **options: bool) -> Review:
    approve(review_id=review_id, moderator=moderator, **options)
    publish_what_is_approved()
    return Review.objects.get(pk=review_id)
