"""What the published reviews of a location add up to: always computed from the reviews, never incremented.

`recompute(location_id)` writes `RatingSummary` and `Location.rating_*`. Every action that changes what is
published calls it in its own transaction, after its writes.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection

from providers.models import Location
from reviews.models import ProofLevel, Question, RatingSummary
from reviews.models.rating import CHOICES

# One row for each location id that is passed in, even without reviews.
SUMS = """
    SELECT location.id,
        coalesce(sums.number, 0), coalesce(sums.total, 0),
        coalesce(sums.stars, '{0,0,0,0,0}'), coalesce(sums.levels, '{0,0,0}'),
        coalesce(answers.counts, '{}'::bigint[]),
        coalesce(sums.again, 0), coalesce(sums.asked_again, 0)
    FROM unnest(%(locations)s::bigint[]) AS location (id)
    LEFT JOIN (
        SELECT location_id, count(*) AS number, sum(overall) AS total,
            ARRAY[
                count(*) FILTER (WHERE overall = 1), count(*) FILTER (WHERE overall = 2),
                count(*) FILTER (WHERE overall = 3), count(*) FILTER (WHERE overall = 4),
                count(*) FILTER (WHERE overall = 5)
            ] AS stars,
            ARRAY[
                count(*) FILTER (WHERE proof_level = 'A'), count(*) FILTER (WHERE proof_level = 'B'),
                count(*) FILTER (WHERE proof_level = 'C')
            ] AS levels,
            count(*) FILTER (WHERE would_choose_again) AS again,
            count(would_choose_again) AS asked_again
        FROM reviews_review
        WHERE state = 'published' AND location_id = ANY(%(locations)s)
        GROUP BY location_id
    ) AS sums ON sums.location_id = location.id
    LEFT JOIN (
        SELECT location_id, array_agg(number ORDER BY question, answer) AS counts
        FROM (
            SELECT asked.location_id, asked.question, asked.answer, count(given.id) AS number
            FROM (
                SELECT location_id, question, answer
                FROM unnest(%(locations)s::bigint[]) AS location_id,
                    generate_series(1, %(questions)s) AS question, generate_series(1, %(choices)s) AS answer
            ) AS asked
            LEFT JOIN (
                SELECT location_id, id, question, answer
                FROM reviews_review, unnest(answers) WITH ORDINALITY AS given (answer, question)
                WHERE state = 'published' AND location_id = ANY(%(locations)s)
            ) AS given USING (location_id, question, answer)
            GROUP BY asked.location_id, asked.question, asked.answer
        ) AS counted
        GROUP BY location_id
    ) AS answers ON answers.location_id = location.id
    ORDER BY location.id
"""


@dataclass(frozen=True)
class Sums:
    """As in RatingSummary, without the counts of codes."""

    location_id: int
    number: int
    total: int
    stars: list[int]
    levels: list[int]
    answers: list[int]
    would_choose_again: int
    asked_again: int

    @property
    def average(self) -> Decimal | None:
        """Rounded half up to hundredths, as `Location.rating_average` keeps it."""
        if not self.number:
            return None
        return (Decimal(self.total) / self.number).quantize(Decimal("0.01"), ROUND_HALF_UP)


def sums_of(location_ids: Iterable[int]) -> list[Sums]:
    """Counted from the reviews themselves; in the order of the ids."""
    parameters: dict[str, list[int] | int] = {
        "locations": list(location_ids),
        "questions": len(Question),
        "choices": CHOICES,
    }
    with connection.cursor() as cursor:
        cursor.execute(SUMS, parameters)
        return [Sums(*row) for row in cursor.fetchall()]


def empty_summary(location_id: int) -> RatingSummary:
    """The summary of a location without reviews, not saved."""
    return RatingSummary(
        location_id=location_id,
        stars=[0] * 5,
        levels=[0] * len(ProofLevel),
        answers=[0] * (len(Question) * CHOICES),
    )


def recompute(location_id: int) -> None:
    """Bring the location's sums up to date, in the caller's transaction.

    The lock comes first: of two transactions that publish a review of one location, the second must count the
    first one's.
    """
    Location.objects.select_for_update(no_key=True).only("pk").get(pk=location_id)
    [sums] = sums_of([location_id])
    values = asdict(sums)
    del values["location_id"]
    RatingSummary.objects.update_or_create(location_id=location_id, defaults=values)
    # Only a change is written, because each write makes the search index read the location again.
    Location.objects.filter(pk=location_id).exclude(
        rating_count=sums.number, rating_average=sums.average
    ).update(rating_count=sums.number, rating_average=sums.average)
