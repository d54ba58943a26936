"""Appeals: one per review, decided by somebody else than whoever made the decision."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mail.sending import absolute_url, queue_mail
from reviews.decisions.log import last_word, record
from reviews.models import Appeal, Decision, Reason, Review, State, Subject
from reviews.publishing.actions import forget_address, published_before, put_online, replace
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.rating.sums import recompute
from reviews.states import Action, NotAllowedNow, locked, move
from reviews.tokens import Link
from reviews.writing.actions import one_of_an_author_at_a_time


class SameModerator(Exception):
    """Whoever made a decision can't decide on the appeal against it."""


def can_be_appealed(review: Review) -> bool:
    """It was declined or taken off, nobody has appealed yet, and it was not a court that ordered it."""
    if review.state not in (State.DECLINED, State.REMOVED) or Appeal.objects.filter(review=review).exists():
        return False
    decision = last_word(review)
    return decision is not None and decision.reason != Reason.COURT_ORDER


@transaction.atomic
def appeal(*, link: Link, text: str) -> Appeal:
    """Raises NotAllowedNow if the link was used before or there is nothing to appeal against, and
    Review.DoesNotExist."""
    one_of_an_author_at_a_time(link.review_id)
    review = locked(link.review_id)
    if review.link_serial != link.serial or not can_be_appealed(review):
        raise NotAllowedNow("There is nothing to appeal against, or somebody has.")
    review.link_serial += 1
    review.save(update_fields=["link_serial"])
    against = User.objects.filter(pk=last_word(review).moderator_id).first()
    row = Appeal.objects.create(review=review, text=text, email=link.email, against=against)
    if not other_moderators(against).exists():
        ask_admins(row)
    return row


def other_moderators(against: User | None) -> QuerySet[User]:
    moderators = User.objects.filter(is_active=True, is_moderator=True)
    return moderators.exclude(pk=against.pk) if against else moderators


def ask_admins(row: Appeal) -> None:
    """There is only one moderator, and it is that one's decision."""
    url = absolute_url(reverse("decide-appeal", args=[row.pk]))
    for admin in User.objects.filter(is_active=True, is_superuser=True).exclude(pk=row.against_id):
        queue_mail("reviews/appeals/waits", to=admin.email, context={"url": url})


@transaction.atomic
def decide_appeal(*, appeal_id: int, moderator: User, is_granted: bool, note: str = "") -> Appeal:
    """Raises SameModerator, HeldByAnother, NotAllowedNow if it is decided already; Appeal.DoesNotExist."""
    review_id = Appeal.objects.values_list("review_id", flat=True).get(pk=appeal_id)
    one_of_an_author_at_a_time(review_id)
    take_hold(subject=Subject.APPEAL, subject_id=appeal_id, moderator=moderator)
    review = locked(review_id)
    refuse_involved(review, moderator)
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    if row.against_id == moderator.pk:
        raise SameModerator
    if row.state != Appeal.State.OPEN:
        raise NotAllowedNow(f"The appeal is {row.state}.")
    moment = timezone.now()
    close(row, review, is_granted=is_granted, moderator=moderator, note=note, moment=moment)
    if is_granted:
        put_back(review, moment=moment)
    release_hold(subject=Subject.APPEAL, subject_id=appeal_id, moderator=moderator)
    return row


def put_back(review: Review, *, moment: datetime) -> None:
    """Publish what should not have been declined. If its author has published a later text of the same course
    of treatment since, that one stands: this one counts as published and replaced."""
    newer = max(published_before(review), key=lambda row: row.pk, default=None)
    if newer is None or newer.pk < review.pk:
        put_online(review, Action.REINSTATE, moment=moment)
        return
    move(review, Action.REINSTATE)
    review.published_at = review.published_at or newer.published_at
    review.decided_at = moment
    forget_address(review)
    replace(review, by=newer)
    newer.save()
    recompute(review.location_id)


def close(
    row: Appeal, review: Review, *, is_granted: bool, moderator: User, note: str, moment: datetime
) -> None:
    email = row.email
    row.state = Appeal.State.GRANTED if is_granted else Appeal.State.REFUSED
    row.decided_by, row.decided_at, row.email = moderator, moment, ""
    row.save()
    record(
        review=review,
        subject=Subject.APPEAL,
        subject_id=row.pk,
        action=Decision.Action.REINSTATE if is_granted else Decision.Action.UPHOLD,
        moment=moment,
        moderator=moderator,
        note=note,
    )
    if email:
        context = {"location": review.location, "is_granted": is_granted, "note": note}
        queue_mail("reviews/appeals/decided", to=email, context=context)
