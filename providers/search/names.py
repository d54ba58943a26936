"""Finding locations by a practice's or clinician's name, typing errors included, without the database.

A location's names make a set of words. Each word that is asked for must match one of them: the word
itself or its beginning. Only if no location at all has such a word, similar words count (trigrams as in
pg_trgm), so that near misses never dilute a correct spelling. Titles and credentials are left out of what is
asked for: clinicians' names are kept without them.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from places.text import trigrams, words
from providers.models import Credential
from providers.search.postings import Postings

SIMILAR = 0.33  # "smiht" finds "smith" (1/3); "lake" does not find "lane" (1/4)
FUZZY_FROM_LETTERS = 4
MAX_WORDS = 8
LAST_LETTER = "\U0010ffff"

TITLES = frozenset(("dr", "doctor", "prof", "professor", "mr", "mrs", "ms"))
# Those that our clinicians have, and others that people type after a name. No MA, which is also a surname.
CREDENTIALS = frozenset(
    (
        *Credential.values,
        *("np", "dnp", "aprn", "arnp", "crnp", "fnp", "rn", "bsn", "msn", "pac", "npc", "pmhnpbc"),
        *("edd", "msw", "lmsw", "licsw", "lcpc", "lpcc", "mft", "facs", "mph", "mba"),
    )
)
# "M.D.", "Ph.D", "PA-C": one credential that would be read as two words.
_WITH_POINTS = re.compile(r"\b[a-z]{1,5}(?:[.-][a-z]{1,2})+\b", re.IGNORECASE)


def asked_words(name: str) -> tuple[str, ...]:
    """The distinct folded words of what was typed, at most MAX_WORDS, without titles and credentials.

    If nothing else was typed they count: "Dr. Do" asks for Do, "MD" for MD.
    """
    typed = dict.fromkeys(words(_WITH_POINTS.sub(_joined, name)))
    untitled = [word for word in typed if word not in TITLES]
    bare = [word for word in untitled if word not in CREDENTIALS]
    return tuple(bare or untitled or typed)[:MAX_WORDS]


def _joined(found: re.Match[str]) -> str:
    joined = re.sub("[.-]", "", found[0])
    return joined if joined.lower() in CREDENTIALS else found[0]


@dataclass(frozen=True)
class NameIndex:
    """The sorted distinct words of a segment's names, and the positions of each."""

    words: Sequence[str]
    postings: Postings

    @classmethod
    def build(cls, words_by_key: Sequence[str], keys: NDArray, positions: NDArray) -> "NameIndex":
        """For each pair (k, p), `words_by_key[k]` is in a name at position p. Words may be unsorted."""
        order = sorted(range(len(words_by_key)), key=words_by_key.__getitem__)
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        postings = Postings.from_pairs(rank[keys], positions, len(order))
        return cls([words_by_key[key] for key in order], postings)

    @cached_property
    def _words_by_trigram(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            for trigram in trigrams(word):
                found.setdefault(trigram, []).append(index)
        return found

    def starting_with(self, asked: str) -> range:
        """Indexes of the words that begin with `asked`; a range, as words are sorted."""
        return range(bisect_left(self.words, asked), bisect_left(self.words, asked + LAST_LETTER))

    def similar_to(self, asked: str) -> list[int]:
        """Indexes of the words that are similar to `asked`; none for a word too short to judge."""
        if len(asked) < FUZZY_FROM_LETTERS:
            return []
        wanted = trigrams(asked)
        shared: Counter[int] = Counter()
        for trigram in wanted:
            shared.update(self._words_by_trigram.get(trigram, ()))
        return [
            index
            for index, common in shared.items()
            if common >= SIMILAR * (len(wanted) + len(trigrams(self.words[index])) - common)
        ]

    def positions(self, indexes: range | list[int], low: int, high: int) -> NDArray[np.int32]:
        """The positions in [low, high) of any of these words; they may repeat."""
        if isinstance(indexes, range):  # neighbours in the postings too: one slice, however many words
            starts, found = self.postings.starts, self.postings.positions
            found = found[starts[indexes.start] : starts[indexes.stop]]
            return found[(found >= low) & (found < high)]
        return self.postings.between(indexes, low, high)
