"""When a review was received: the day on which its author confirmed the address."""

from datetime import date

from django.utils import timezone

from reviews.models import Review


def received_on(review: Review) -> date:
    return timezone.localdate(review.confirmed_at)
