"""Holds: a moderator who opens an item has it alone for a while, so that no two decide on the same one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import User
from listings.models import Membership
from reviews.models import ModerationHold, Review, Subject

HOLD_LASTS = timedelta(minutes=15)

# One statement, which locks the row: of two moderators who open an item at once the second waits for the
# first and then finds the hold taken. A decision takes the hold again and keeps that lock until it is done.
TAKE = """
    INSERT INTO reviews_moderationhold AS held (subject, subject_id, moderator_id, until)
    VALUES (%(subject)s, %(subject_id)s, %(moderator)s, %(until)s)
    ON CONFLICT (subject, subject_id)
    DO UPDATE SET moderator_id = excluded.moderator_id, until = excluded.until
    WHERE held.moderator_id = excluded.moderator_id OR held.until <= %(now)s
    RETURNING until
"""


class HeldByAnother(Exception):
    """Another moderator has the item open."""


class Involved(HeldByAnother):
    """The moderator is on the team of the practice that the item is about: somebody else decides."""


def refuse_involved(review: Review, moderator: User) -> None:
    """Raises Involved."""
    team = Membership.objects.filter(practice=review.location.practice_id)
    if team.filter(user=moderator).exists():
        raise Involved


def take_hold(
    *, subject: Subject, subject_id: int, moderator: User, moment: datetime | None = None
) -> datetime:
    """Hold the item, or extend the hold; returns until when. Raises HeldByAnother."""
    now = moment or timezone.now()
    values: dict[str, str | int | datetime] = {
        "subject": subject.value,
        "subject_id": subject_id,
        "moderator": moderator.pk,
        "until": now + HOLD_LASTS,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        row = cursor.fetchone()
    if row is None:
        raise HeldByAnother
    return row[0]


def release_hold(*, subject: Subject, subject_id: int, moderator: User) -> None:
    """Let others have the item, if this moderator holds it."""
    ModerationHold.objects.filter(subject=subject, subject_id=subject_id, moderator=moderator).delete()


def has_hold(*, subject: Subject, subject_id: int, moderator: User) -> bool:
    return ModerationHold.objects.filter(
        subject=subject, subject_id=subject_id, moderator=moderator, until__gt=timezone.now()
    ).exists()


@dataclass(frozen=True)
class Reader:
    """Another moderator who has an item open, at most until then."""

    name: str
    until: datetime


def readers_of(subject: Subject, moderator: User, ids: Iterable[int]) -> dict[int, Reader]:
    """Who else has these items open, by the item's id."""
    holds = ModerationHold.objects.filter(subject=subject, subject_id__in=list(ids), until__gt=timezone.now())
    others = holds.exclude(moderator=moderator).select_related("moderator")
    return {hold.subject_id: Reader(str(hold.moderator), hold.until) for hold in others}


def held_by_others(subject: Subject, moderator: User) -> list[int]:
    """Ids of the items of this kind that other moderators have open."""
    holds = ModerationHold.objects.filter(subject=subject, until__gt=timezone.now())
    return list(holds.exclude(moderator=moderator).values_list("subject_id", flat=True))
