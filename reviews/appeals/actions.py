"""Appeals: one per review, decided by a moderator other than the one who made the decision.

On a site with one moderator, an admin decides. If none does within 72 hours, the same person may, and the
answer says so: otherwise such a site could never close an appeal.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from mail.sending import absolute_url, queue_mail
from reviews.author_links import use_up
from reviews.decisions.held_item import hold_item
from reviews.decisions.log import last_word, record
from reviews.models import ALONE_AFTER, Appeal, Decision, Reason, Review, State, Subject
from reviews.publishing.actions import forget_address, publish, published_before, replace
from reviews.rating.sums import recompute
from reviews.states import Action, NotAllowedNow, lock_author, lock_review, move
from reviews.tokens import Link


class SameModerator(Exception):
    """A moderator can't decide on an appeal against their own decision: not yet, or not at all."""


def appealable_decision(review: Review) -> Decision | None:
    """The decision by which it was declined or taken off. None if there is no such decision, if it has been
    appealed against, or if a court ordered it."""
    if review.state not in (State.DECLINED, State.REMOVED) or Appeal.objects.filter(review=review).exists():
        return None
    decision = last_word(review)
    return decision if decision and decision.reason != Reason.COURT_ORDER else None


@transaction.atomic
def appeal(*, link: Link, text: str) -> Appeal:
    """Raises NotAllowedNow if the link was used before or there is nothing to appeal against, and
    Review.DoesNotExist."""
    lock_author(link.review_id)
    review = lock_review(link.review_id)
    use_up(review, link)
    decision = appealable_decision(review)
    if decision is None:
        raise NotAllowedNow("There is nothing to appeal against, or the author has appealed.")
    review.save(update_fields=["link_serial"])
    against = User.objects.filter(pk=decision.moderator_id).first() if decision.moderator_id else None
    made = Appeal.objects.create(review=review, text=text, email=link.email, against=against)
    record(
        review=review,
        subject=Subject.APPEAL,
        subject_id=made.pk,
        action=Decision.Action.APPEAL,
        moment=timezone.now(),
    )
    if not other_moderators(against).exists():
        ask_admins(made)
    return made


def other_moderators(against: User | None) -> QuerySet[User]:
    moderators = User.objects.filter(is_active=True, is_moderator=True)
    return moderators.exclude(pk=against.pk) if against else moderators


def may_decide_from(appeal: Appeal) -> datetime | None:
    """From when the person who made the decision may decide on the appeal; None while there is another
    moderator."""
    return None if other_moderators(appeal.against).exists() else appeal.created_at + ALONE_AFTER


def goes_to_same_person(decision: Decision) -> bool:
    """Whether there is nobody but the person who made the decision to look at an appeal."""
    against = decision.moderator_id
    staff = User.objects.filter(Q(is_moderator=True) | Q(is_superuser=True), is_active=True)
    return against is not None and not staff.exclude(pk=against).exists()


def ask_admins(row: Appeal) -> None:
    """For when the only moderator made the decision."""
    url = absolute_url(reverse("decide-appeal", args=[row.pk]))
    for admin in User.objects.filter(is_active=True, is_superuser=True):
        if admin != row.against:
            queue_mail("reviews/appeals/waits", to=admin.email, context={"url": url})


@transaction.atomic
def decide_appeal(*, appeal_id: int, moderator: User, is_granted: bool, note: str = "") -> Appeal:
    """Raises SameModerator, HeldByAnother, NotAllowedNow if it is decided already; Appeal.DoesNotExist."""
    review_id = Appeal.objects.values_list("review_id", flat=True).get(pk=appeal_id)
    item = hold_item(Subject.APPEAL, appeal_id, review_id, moderator)
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal_id)
    is_same_person = row.against_id == moderator.pk
    if is_same_person and not ((start := may_decide_from(row)) and start <= item.moment):
        raise SameModerator
    if row.state != Appeal.State.OPEN:
        raise NotAllowedNow(f"The appeal is {row.state}.")
    email = row.email
    row.state = Appeal.State.GRANTED if is_granted else Appeal.State.REFUSED
    row.decided_by, row.decided_at, row.email = moderator, item.moment, ""
    row.is_by_same_person = is_same_person
    row.save()
    item.close(Decision.Action.REINSTATE if is_granted else Decision.Action.UPHOLD, note=note)
    if email:
        context = {
            "location": item.review.location,
            "is_granted": is_granted,
            "is_same_person": is_same_person,
            "note": note,
        }
        queue_mail("reviews/appeals/decided", to=email, context=context)
    if is_granted:
        put_back(item.review, moment=item.moment)
    return row


def put_back(review: Review, *, moment: datetime) -> None:
    """Publish what should not have been declined. If its author has published a later text about the same
    course of treatment since, that one stays: this one counts as published and replaced."""
    newer = max(published_before(review), key=lambda row: row.pk, default=None)
    if newer is None or newer.pk < review.pk:
        publish(review, Action.REINSTATE, moment=moment)
        return
    move(review, Action.REINSTATE)
    review.published_at = review.published_at or newer.published_at
    review.decided_at = moment
    forget_address(review)
    replace(review, by=newer)
    newer.save()
    recompute(review.location_id)
