"""Search in the published guides: PostgreSQL's full-text search, and trigrams for misspelled words."""

import re
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from content.models import GuideVersion
from content.models.version import GuideVersionQuerySet

MAX_QUESTION_LENGTH = 100
# pg_trgm's own default: one typing error in a short word changes many of its trigrams.
MIN_SIMILARITY = 0.3

SIMILAR_WORD = """
    SELECT word FROM (
        SELECT DISTINCT unnest(words) AS word FROM content_guideversion
        WHERE status = 'published' AND published_from <= %(now)s
          AND (published_until IS NULL OR published_until > %(now)s)
    ) AS known
    WHERE similarity(word, %(word)s) >= %(min_similarity)s
    ORDER BY similarity(word, %(word)s) DESC, word
    LIMIT 1
"""


@dataclass(frozen=True)
class GuideSearch:
    """The versions that match, best first, each with an `excerpt` as `GuideVersionQuerySet.matching` adds it.

    `corrected` is the question that was searched instead, if the question as typed matched nothing.
    """

    versions: GuideVersionQuerySet
    corrected: str = ""


def search_guides(question: str) -> GuideSearch:
    """Published guides that match `question`, in websearch syntax: quotes, minus and "or" work."""
    live = GuideVersion.objects.live()
    found = live.matching(question)
    if found.exists():
        return GuideSearch(found)
    corrected = corrected_question(question)
    if corrected and corrected != question.lower():
        return GuideSearch(live.matching(corrected), corrected)
    return GuideSearch(found)


def corrected_question(question: str) -> str:
    """The first eight words, each replaced by the most similar word in the guides, or dropped if none is."""
    words = [similar_word(word) for word in re.findall(r"[a-z]+", question.lower())[:8]]
    return " ".join(word for word in words if word)


def similar_word(word: str) -> str:
    """The most similar word in the guides, or ""; words of under four letters are returned as they are."""
    if len(word) < 4:
        return word
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR_WORD, {"word": word, "min_similarity": MIN_SIMILARITY, "now": timezone.now()})
        row = cursor.fetchone()
    return row[0] if row else ""
