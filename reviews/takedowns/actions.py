"""Legal notices against a published review (domain rules, "Speech and takedown").

    received --label--> labelled --the author answers--> answered --decide--> kept | removed
        \\--set aside (kept), or a court order (removed)     \\--decide, once the author's time is over

Every step is logged. A court order is honored at once and can't be appealed here.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from mail.sending import queue_mail
from reviews.author_links import use_up
from reviews.decisions.held_item import HeldItem, hold_item
from reviews.models import OPEN_NOTICES, Decision, Reason, Review, State, Subject, Takedown
from reviews.publishing.actions import unpublish
from reviews.publishing.open_cases import TAKEN_OFF, close_open_cases
from reviews.states import Action, NotAllowedNow, lock_review
from reviews.tokens import Link

TIME_TO_ANSWER = timedelta(days=14)


class TooEarly(Exception):
    """The author may still answer."""


@dataclass(frozen=True)
class Notice:
    """What somebody sends against a review."""

    kind: Takedown.Kind
    name: str
    email: str
    statement: str


@transaction.atomic
def receive_notice(*, review: Review, notice: Notice) -> Takedown:
    """Raises NotAllowedNow if the review is not published any more."""
    review = lock_review(review.pk)
    if review.state != State.PUBLISHED:
        raise NotAllowedNow(f"The review is {review.state}.")
    queue_mail("reviews/takedowns/received", to=notice.email, context={"location": review.location})
    return Takedown.objects.create(review=review, **asdict(notice))


@transaction.atomic
def label(*, takedown_id: int, moderator: User) -> Takedown:
    """Tell readers that the review is disputed, and give its author time to answer."""
    item, takedown = hold_notice(takedown_id, moderator)
    if takedown.state != Takedown.State.RECEIVED or item.review.state != State.PUBLISHED:
        raise NotAllowedNow(f"The notice is {takedown.state}, the review {item.review.state}.")
    takedown.state = Takedown.State.LABELLED
    takedown.answer_until = item.moment + TIME_TO_ANSWER
    takedown.save()
    item.review.disputed_at = item.review.disputed_at or item.moment
    item.review.save(update_fields=["disputed_at"])
    item.close(Decision.Action.LABEL)
    return takedown


@transaction.atomic
def answer(*, link: Link, text: str) -> Takedown:
    """The author's side, through a link that the author asked for.

    Raises NotAllowedNow if no notice waits for it or the link was used before, and Review.DoesNotExist.
    """
    review = lock_review(link.review_id)
    use_up(review, link)
    takedown = open_for_answer(review)
    if takedown is None:
        raise NotAllowedNow("Nothing waits for an answer.")
    review.save(update_fields=["link_serial"])
    takedown.answer, takedown.state = text, Takedown.State.ANSWERED
    takedown.save()
    return takedown


def open_for_answer(review: Review) -> Takedown | None:
    return review.takedowns.filter(state=Takedown.State.LABELLED).order_by("pk").first()


@transaction.atomic
def decide_takedown(
    *, takedown_id: int, moderator: User, reason: Reason | None = None, note: str = ""
) -> Takedown:
    """With a reason the review is taken off, without one it stays; the sender is told. Raises HeldByAnother,
    NotAllowedNow, TooEarly and Takedown.DoesNotExist."""
    item, takedown = hold_notice(takedown_id, moderator)
    review = item.review
    if takedown.state not in OPEN_NOTICES:
        raise NotAllowedNow(f"The notice is {takedown.state}.")
    if must_wait(takedown, reason, item.moment):
        raise TooEarly
    takedown.state = Takedown.State.REMOVED if reason else Takedown.State.KEPT
    takedown.decided_at = item.moment
    takedown.save()
    if reason and review.state == State.PUBLISHED:
        unpublish(review, Action.REMOVE, moment=item.moment)
        close_open_cases(review, moment=item.moment, note=TAKEN_OFF)
    elif not review.takedowns.filter(state__in=(Takedown.State.LABELLED, Takedown.State.ANSWERED)).exists():
        review.disputed_at = None
        review.save(update_fields=["disputed_at"])
    item.close(Decision.Action.REMOVE if reason else Decision.Action.KEEP, reason=reason or "", note=note)
    context = {"location": review.location, "is_removed": bool(reason), "note": note}
    queue_mail("reviews/takedowns/decided", to=takedown.email, context=context)
    return takedown


def must_wait(takedown: Takedown, reason: Reason | None, moment: datetime) -> bool:
    """Whether the author has to be heard first: always before the review is taken off, except by a court's
    order, and until the time for an answer is over."""
    if reason == Reason.COURT_ORDER:
        return False
    if takedown.state == Takedown.State.RECEIVED:
        return reason is not None
    is_labelled = takedown.state == Takedown.State.LABELLED
    return is_labelled and takedown.answer_until is not None and moment < takedown.answer_until


def hold_notice(takedown_id: int, moderator: User) -> tuple[HeldItem, Takedown]:
    """The notice and its review, both locked."""
    review_id = Takedown.objects.values_list("review_id", flat=True).get(pk=takedown_id)
    item = hold_item(Subject.TAKEDOWN, takedown_id, review_id, moderator)
    return item, Takedown.objects.select_for_update(of=("self",)).get(pk=takedown_id)
