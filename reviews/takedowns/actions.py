"""Legal notices against a published review (domain rules, "Speech and takedown").

    received --label--> labelled --the author answers--> answered --decide--> kept | removed
        \\--set aside (kept), or a court order (removed)     \\--decide, once the author's time is over

Every step is logged. A court order is honoured at once and can't be appealed here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mail.sending import queue_mail
from reviews.decisions.log import record
from reviews.models import Decision, Reason, Review, State, Subject, Takedown
from reviews.publishing.actions import take_off
from reviews.publishing.open_cases import TAKEN_OFF, set_aside
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.states import Action, NotAllowedNow, locked
from reviews.tokens import Link
from reviews.writing.actions import one_of_an_author_at_a_time

TIME_TO_ANSWER = timedelta(days=14)
OPEN = (Takedown.State.RECEIVED, Takedown.State.LABELLED, Takedown.State.ANSWERED)


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
    review = locked(review.pk)
    if review.state != State.PUBLISHED:
        raise NotAllowedNow(f"The review is {review.state}.")
    takedown = Takedown.objects.create(
        review=review,
        kind=notice.kind,
        name=notice.name,
        email=notice.email,
        statement=notice.statement,
    )
    queue_mail("reviews/takedowns/received", to=notice.email, context={"location": review.location})
    return takedown


@transaction.atomic
def label(*, takedown_id: int, moderator: User) -> Takedown:
    """Tell readers that the review is disputed, and give its author time to answer."""
    takedown, review = taken(takedown_id, moderator)
    require(takedown.state == Takedown.State.RECEIVED, takedown)
    require(review.state == State.PUBLISHED, takedown)
    moment = timezone.now()
    takedown.state = Takedown.State.LABELLED
    takedown.answer_until = moment + TIME_TO_ANSWER
    takedown.save()
    review.disputed_at = review.disputed_at or moment
    review.save(update_fields=["disputed_at"])
    log(takedown, review, Decision.Action.LABEL, moment=moment, moderator=moderator)
    return takedown


@transaction.atomic
def answer(*, link: Link, text: str) -> Takedown:
    """The author's side, through a link that the author asked for.

    Raises NotAllowedNow if no notice waits for it or the link was used before, and Review.DoesNotExist.
    """
    review = locked(link.review_id)
    takedown = open_for_answer(review)
    if takedown is None or review.link_serial != link.serial:
        raise NotAllowedNow("Nothing waits for an answer.")
    review.link_serial += 1
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
    takedown, review = taken(takedown_id, moderator)
    require(takedown.state in OPEN, takedown)
    moment = timezone.now()
    if must_wait(takedown, reason, moment):
        raise TooEarly
    takedown.state = Takedown.State.REMOVED if reason else Takedown.State.KEPT
    takedown.decided_at = moment
    takedown.save()
    if reason and review.state == State.PUBLISHED:
        take_off(review, Action.REMOVE, moment=moment)
        set_aside(review, moment=moment, note=TAKEN_OFF)
    elif not review.takedowns.filter(state__in=(Takedown.State.LABELLED, Takedown.State.ANSWERED)).exists():
        review.disputed_at = None
        review.save(update_fields=["disputed_at"])
    action = Decision.Action.REMOVE if reason else Decision.Action.KEEP
    log(takedown, review, action, moment=moment, moderator=moderator, reason=reason or "", note=note)
    context = {"location": review.location, "is_removed": bool(reason), "note": note}
    queue_mail("reviews/takedowns/decided", to=takedown.email, context=context)
    return takedown


def must_wait(takedown: Takedown, reason: Reason | None, moment: datetime) -> bool:
    """Whether the author has to be heard first: before anything is taken off, but for a court's order, and
    until the time for an answer is over."""
    if reason == Reason.COURT_ORDER:
        return False
    if takedown.state == Takedown.State.RECEIVED:
        return reason is not None
    return takedown.state == Takedown.State.LABELLED and moment < takedown.answer_until


def taken(takedown_id: int, moderator: User) -> tuple[Takedown, Review]:
    """Both locked, the notice held by this moderator."""
    review_id = Takedown.objects.values_list("review_id", flat=True).get(pk=takedown_id)
    one_of_an_author_at_a_time(review_id)
    take_hold(subject=Subject.TAKEDOWN, subject_id=takedown_id, moderator=moderator)
    review = locked(review_id)
    refuse_involved(review, moderator)
    return Takedown.objects.select_for_update(of=("self",)).get(pk=takedown_id), review


def require(is_possible: bool, takedown: Takedown) -> None:
    if not is_possible:
        raise NotAllowedNow(f"The notice is {takedown.state}.")


def log(
    takedown: Takedown,
    review: Review,
    action: Decision.Action,
    *,
    moment: datetime,
    moderator: User,
    reason: str = "",
    note: str = "",
) -> None:
    record(
        review=review,
        subject=Subject.TAKEDOWN,
        subject_id=takedown.pk,
        action=action,
        moment=moment,
        moderator=moderator,
        reason=reason,
        note=note,
    )
    release_hold(subject=Subject.TAKEDOWN, subject_id=takedown.pk, moderator=moderator)
