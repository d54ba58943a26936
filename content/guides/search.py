"""Search in the guides that readers see: PostgreSQL's full text, and similar words for misspelled ones."""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from content.models import GuideVersion
from content.models.version import GuideVersionQuerySet

LONGEST_QUESTION = 100
# Marks around what matches, from the private use area: no text holds them (content.markdown.parsing).
START, END = "\ue000", "\ue001"
# pg_trgm's own threshold: one slip in a short word costs many of its trigrams.
LEAST_SIMILAR = 0.3

SIMILAR_WORD = """
    SELECT word FROM (
        SELECT DISTINCT unnest(words) AS word FROM content_guideversion
        WHERE status = 'published' AND published_from <= %(now)s
          AND (published_until IS NULL OR published_until > %(now)s)
    ) AS known
    WHERE similarity(word, %(word)s) >= %(least)s
    ORDER BY similarity(word, %(word)s) DESC, word
    LIMIT 1
"""


@dataclass(frozen=True)
class Answer:
    """The versions that match, best first, each with an `excerpt` in which matches are between START and END.

    `corrected` is what was searched for instead, where the question as typed matched nothing.
    """

    versions: GuideVersionQuerySet
    corrected: str = ""


def search_guides(question: str) -> Answer:
    """Guides that answer `question`, in the words of a search engine: quotes, minus and "or" work."""
    found = matching(question)
    if found.exists():
        return Answer(found)
    corrected = corrected_question(question)
    if corrected and corrected != question.lower():
        return Answer(matching(corrected), corrected)
    return Answer(found)


def matching(question: str) -> GuideVersionQuerySet:
    query = SearchQuery(question, search_type="websearch", config="english")
    return (
        GuideVersion.objects.live()
        .filter(search=query)
        .annotate(
            rank=SearchRank(F("search"), query),
            excerpt=SearchHeadline(
                Concat("summary", Value(" "), "plain_text", output_field=TextField()),
                query,
                config="english",
                start_sel=START,
                stop_sel=END,
                max_words=32,
                min_words=18,
                max_fragments=2,
                fragment_delimiter=" … ",
            ),
        )
        .order_by("-rank", "guide__slug")
    )


def corrected_question(question: str) -> str:
    """The question with each word replaced by the most similar one that guides use; without hopeless ones."""
    words = [similar_word(word) for word in re.findall(r"[a-z]+", question.lower())[:8]]
    return " ".join(word for word in words if word)


def similar_word(word: str) -> str:
    """The word itself if guides use it; short words are kept as they are."""
    if len(word) < 4:
        return word
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR_WORD, {"word": word, "least": LEAST_SIMILAR, "now": timezone.now()})
        row = cursor.fetchone()
    return row[0] if row else ""
