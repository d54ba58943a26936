"""The clinic's reply: sent, and taken back. A moderator reads every one before the public does."""

from django.db import transaction

from accounts.models import User
from reviews.models import Reply, Review, State
from reviews.screening.replies import signs_in_reply
from reviews.states import NotAllowedNow


@transaction.atomic
def send_reply(*, review: Review, user: User, template: str, text: str) -> Reply:
    """Hold a reply for a moderator. Raises NotAllowedNow if the review has one, or is not published any
    more."""
    found = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if found.state != State.PUBLISHED or open_reply(found):
        raise NotAllowedNow("This review can’t have another reply.")
    signs = signs_in_reply(text)
    return Reply.objects.create(review=found, author=user, template=template, text=text, screening=signs)


def open_reply(review: Review) -> Reply | None:
    """The reply that is published or waits."""
    return review.replies.filter(state__in=[Reply.State.WAITING, Reply.State.PUBLISHED]).first()


@transaction.atomic
def take_back_reply(*, review: Review) -> bool:
    """The clinic takes its reply away, published or not; False if there was none."""
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    reply = open_reply(review)
    if reply is None:
        return False
    reply.state = Reply.State.WITHDRAWN
    reply.save(update_fields=["state"])
    return True
