"""The way of a review: who may do what from which state, and where it leads.

    unconfirmed --confirm--> waiting --approve--> published --remove--> removed
                                |  \\--decline--> declined <--lapse-- change-asked <--ask-change-- waiting
                                |                    \\--reinstate--> published <--reinstate-- removed
    An author may withdraw at any time before the end, and revise: the new text is a row of its own, which
    waits. A pending row that was revised is replaced at once, a published one when its successor is.

Every write of `Review.state` goes through `move`.
"""

from dataclasses import dataclass
from enum import StrEnum

from reviews.models import Review, State


class Actor(StrEnum):
    AUTHOR = "author"
    MODERATOR = "moderator"
    SITE = "site"  # a job, or a consequence of what somebody else did


class Action(StrEnum):
    CONFIRM = "confirm"
    APPROVE = "approve"
    DECLINE = "decline"
    ASK_CHANGE = "ask-change"
    LAPSE = "lapse"  # the change was not made in time
    WITHDRAW = "withdraw"
    REPLACE = "replace"  # by a later text of the same author
    REMOVE = "remove"  # after a report or a takedown notice
    REINSTATE = "reinstate"  # an appeal was granted


@dataclass(frozen=True)
class Step:
    actor: Actor
    sources: frozenset[State]
    target: State


def _step(actor: Actor, target: State, *sources: State) -> Step:
    return Step(actor, frozenset(sources), target)


STEPS: dict[Action, Step] = {
    Action.CONFIRM: _step(Actor.AUTHOR, State.WAITING, State.UNCONFIRMED),
    Action.APPROVE: _step(Actor.MODERATOR, State.PUBLISHED, State.WAITING),
    Action.DECLINE: _step(Actor.MODERATOR, State.DECLINED, State.WAITING),
    Action.ASK_CHANGE: _step(Actor.MODERATOR, State.CHANGE_ASKED, State.WAITING),
    Action.LAPSE: _step(Actor.SITE, State.DECLINED, State.CHANGE_ASKED),
    Action.WITHDRAW: _step(
        Actor.AUTHOR,
        State.WITHDRAWN,
        State.UNCONFIRMED,
        State.WAITING,
        State.CHANGE_ASKED,
        State.PUBLISHED,
        State.DECLINED,
        State.REMOVED,
    ),
    Action.REPLACE: _step(Actor.SITE, State.REPLACED, State.WAITING, State.CHANGE_ASKED, State.PUBLISHED),
    Action.REMOVE: _step(Actor.MODERATOR, State.REMOVED, State.PUBLISHED),
    Action.REINSTATE: _step(Actor.MODERATOR, State.PUBLISHED, State.DECLINED, State.REMOVED),
}


class NotAllowedNow(Exception):
    """The review is not in a state from which this can be done: somebody was quicker, or a link is old."""


def may(review: Review, action: Action) -> bool:
    return review.state in STEPS[action].sources


def move(review: Review, action: Action) -> None:
    """Set the state that `action` leads to; the caller holds the row's lock and saves it.

    Raises NotAllowedNow.
    """
    if not may(review, action):
        raise NotAllowedNow(f"{action} is not possible: the review is {review.state}.")
    review.state = STEPS[action].target


def locked(review_id: int) -> Review:
    """The row, locked until the transaction ends. Raises Review.DoesNotExist."""
    return Review.objects.select_for_update(of=("self",)).select_related("location").get(pk=review_id)
