"""The states of a review, and which action leads from which of them to which.

    unconfirmed --confirm--> waiting --approve--> approved --publish--> published --remove--> removed
                                |  ^--take-back-----'
                                |  \\--decline--> declined <--lapse-- change-asked <--ask-change-- waiting
                                |                    \\--reinstate--> published <--reinstate-- removed
    What is approved becomes public ten minutes later. Until then only moderators can tell it from what waits.
    An author may withdraw at any time before the end, and may edit: the new text is a row of its own, which
    waits. A pending row that was edited is replaced at once, a published one when its successor is published.

Every write of `Review.state` goes through `move`.
"""

from enum import StrEnum

from django.db import connection

from reviews.models import PENDING, Review, State


class Action(StrEnum):
    # By the author.
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    # By a moderator.
    APPROVE = "approve"
    TAKE_BACK = "take-back"  # the approval
    DECLINE = "decline"
    ASK_CHANGE = "ask-change"
    REMOVE = "remove"  # after a report or a legal notice
    REINSTATE = "reinstate"  # an appeal was granted
    # By the site itself.
    PUBLISH = "publish"  # what was approved
    LAPSE = "lapse"  # the change was not made in time
    REPLACE = "replace"  # by a later text of the same author


# The states from which an action is possible, and the state it leads to.
TRANSITIONS: dict[Action, tuple[set[State], State]] = {
    Action.CONFIRM: ({State.UNCONFIRMED}, State.WAITING),
    Action.WITHDRAW: (set(State) - {State.WITHDRAWN, State.REPLACED}, State.WITHDRAWN),
    Action.APPROVE: ({State.WAITING}, State.APPROVED),
    Action.TAKE_BACK: ({State.APPROVED}, State.WAITING),
    Action.PUBLISH: ({State.APPROVED}, State.PUBLISHED),
    Action.DECLINE: ({State.WAITING}, State.DECLINED),
    Action.ASK_CHANGE: ({State.WAITING}, State.CHANGE_ASKED),
    Action.REMOVE: ({State.PUBLISHED}, State.REMOVED),
    Action.REINSTATE: ({State.DECLINED, State.REMOVED}, State.PUBLISHED),
    Action.LAPSE: ({State.CHANGE_ASKED}, State.DECLINED),
    Action.REPLACE: ({*PENDING, State.PUBLISHED}, State.REPLACED),
}


class NotAllowedNow(Exception):
    """The review is not in a state from which this can be done: somebody was quicker, or a link is old."""


def move(review: Review, action: Action) -> None:
    """Set the state that `action` leads to; the caller holds the row's lock and saves it.

    Raises NotAllowedNow.
    """
    sources, target = TRANSITIONS[action]
    if review.state not in sources:
        raise NotAllowedNow(f"{action} is not possible: the review is {review.state}.")
    review.state = target


def lock_review(review_id: int) -> Review:
    """The row with its location, locked until the transaction ends. Raises Review.DoesNotExist."""
    return Review.objects.select_for_update(of=("self",)).select_related("location").get(pk=review_id)


def lock_author(review_id: int) -> None:
    """Until the transaction ends, nobody else changes what this author wrote about this location.

    Two texts of one person about one location are confirmed one after the other, so that the second finds the
    first. Taken before any row's lock. Raises Review.DoesNotExist.
    """
    location_id, email_hash = Review.objects.values_list("location_id", "email_hash").get(pk=review_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{location_id}:{email_hash}"]
        )
