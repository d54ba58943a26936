"""What a moderator is told beside a review's text: hints, which never decide anything.

    hints_for(review)  ->  [Hint("84% the same as review 17.", copy_of="The staff ..."), ...]

`review` may be read without its scores (reviews/queues/waiting.py): no hint looks at them.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from providers.models import Clinician
from reviews.models import Review, State
from reviews.screening.insiders import insider_signs
from reviews.screening.signs import signs_in

# Two honest reviews of one location share a few shingles (reviews/fingerprint.py); a copy shares most.
MIN_SIMILARITY = 0.3
MAX_COPIES = 3
# How many reviews of one location within two days are a burst.
BURST_SIZE = 5
BURST_WINDOW = timedelta(hours=48)

COPIES = """
    SELECT id, common::float / (cardinality(fingerprint) + %(size)s - common) AS similarity
    FROM (
        SELECT id, fingerprint,
            (
                SELECT count(*) FROM unnest(fingerprint) AS shingle
                WHERE shingle = ANY(%(shingles)s::bigint[])
            ) AS common
        FROM reviews_review
        WHERE fingerprint && %(shingles)s::bigint[] AND id <> %(review)s AND state <> 'unconfirmed'
            AND NOT (location_id = %(location)s AND email_hash = %(author)s AND email_hash <> '')
    ) AS candidate
    ORDER BY similarity DESC, id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Hint:
    """`copy_of`: the text that this one is nearly the same as."""

    sentence: str
    copy_of: str = ""


def hints_for(review: Review) -> list[Hint]:
    """Signs of insiders first, then signs in the text, then copies, then what is unusual around it."""
    around = [burst(review), same_visitor(review), same_author(review)]
    signs = signs_in(review.text, clinicians=clinicians_of(review))
    return [
        *(Hint(sentence) for sentence in insider_signs(review)),
        *(Hint(sentence) for sentence in signs),
        *copies(review),
        *(Hint(sentence) for sentence in around if sentence),
    ]


def clinicians_of(review: Review) -> list[str]:
    """Everybody who works at any location of the practice."""
    people = Clinician.objects.filter(locations__practice=review.location.practice_id).distinct()
    return [f"{person.first_name} {person.last_name}" for person in people]


def copies(review: Review) -> list[Hint]:
    """Reviews that share most shingles with this one, the most similar first."""
    values: dict[str, list[int] | int | str] = {
        "shingles": review.fingerprint,
        "size": len(review.fingerprint),
        "review": review.pk,
        "location": review.location_id,
        "author": review.email_hash,
        "limit": MAX_COPIES,
    }
    with connection.cursor() as cursor:
        cursor.execute(COPIES, values)
        similar = {pk: similarity for pk, similarity in cursor.fetchall() if similarity >= MIN_SIMILARITY}
    texts = dict(Review.objects.filter(pk__in=similar).values_list("pk", "text"))
    return [
        Hint(f"{similarity:.0%} the same as review {pk}.", texts[pk])
        for pk, similarity in similar.items()
        if pk in texts
    ]


def burst(review: Review) -> str:
    """Many reviews of this location at about the same time."""
    if review.confirmed_at is None:
        return ""
    around = (review.confirmed_at - BURST_WINDOW, review.confirmed_at + BURST_WINDOW)
    others = Review.objects.filter(location=review.location_id, confirmed_at__range=around)
    number = others.exclude(pk=review.pk).count()
    return f"{number} other reviews of this place came within two days." if number + 1 >= BURST_SIZE else ""


def same_visitor(review: Review) -> str:
    """The key is of one day and one internet address; behind one address there may be many people."""
    if not review.visitor_key:
        return ""
    number = Review.objects.filter(visitor_key=review.visitor_key).exclude(pk=review.pk).count()
    one = "Another review was" if number == 1 else f"{number} other reviews were"
    return f"{one} sent from the same internet address on the same day." if number else ""


def same_author(review: Review) -> str:
    others = Review.objects.by(review.email_hash).exclude(location=review.location_id)
    number = others.exclude(state=State.UNCONFIRMED).values("location").distinct().count()
    return f"The same author has reviewed {number} other places." if number >= 2 else ""
