"""The phrases that a search understands, from the shipped files and the labels of the vocabularies.

The files in `data/` hold what people type in English and in Spanish. An operator's own terms are understood
by their labels.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from places.text import words
from providers.fields.filters import PARAMETER_OF
from providers.vocabulary.catalog import Catalog

DATA = Path(__file__).resolve().parent / "data"
LANGUAGE_FILES = ("english.toml", "spanish.toml")
COMMON_WORDS_FILE = "common_words.txt"

# The tables of the files that are not parameters of a search.
TIMING, DELIVERY = "timing", "delivery"
COMBINED, ANY_THERAPY = "combined", "any_therapy"
ACCEPTING, NEAR_ME, NOT_OFFERED, CRISIS = "accepting", "near_me", "not_offered", "crisis"
BEFORE_NAME, AFTER_NAME, CLINIC_WORDS, NOISE = "before_name", "after_name", "clinic_words", "noise"

_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
# Labels that would be understood where nobody means them.
_LABELS_TOO_PLAIN = frozenset(
    ("other", "unknown", "another device", "device not known", "insurance", "none", "md", "do")
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: a value of a parameter (`condition`, `ocd`), or of one of the tables above."""

    table: str
    value: str = ""


@dataclass(slots=True)
class Node:
    """The phrases that begin with the same words."""

    next: dict[str, "Node"] = field(default_factory=dict)
    meanings: tuple[Meaning, ...] = ()


class Lexicon:
    """All phrases, word by word. Read-only once it is made."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self.root = Node()
        for phrase, meaning in phrases:
            node = self.root
            for word in words(phrase):
                node = node.next.setdefault(word, Node())
            if node is not self.root and meaning not in node.meanings:
                node.meanings = (*node.meanings, meaning)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every phrase."""
        found: set[str] = set()
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            found.update(node.next)
            waiting += node.next.values()
        return frozenset(found)

    @cached_property
    def correctable(self) -> list[str]:
        """The words that a slip may have been meant for: too short ones are too like each other."""
        return sorted(word for word in self.words if len(word) >= 4 and word.isalpha())


@cache
def common_words() -> frozenset[str]:
    """The most common English words, which are rarely anybody's name."""
    return frozenset((DATA / COMMON_WORDS_FILE).read_text("utf-8").split())


@cache
def crisis_phrases() -> Lexicon:
    """The phrases of somebody who may be in danger."""
    return Lexicon((phrase, Meaning(CRISIS)) for table, _, phrase in _shipped() if table == CRISIS)


@cache
def lexicon_of(catalog: Catalog) -> Lexicon:
    """The lexicon for these vocabularies; the last few catalogs' are kept, as a catalog rarely changes."""
    return Lexicon(_phrases(catalog))


def _phrases(catalog: Catalog) -> Iterator[tuple[str, Meaning]]:
    tables: dict[str, str] = {}
    for table, value, phrase in _shipped():
        if table == CRISIS:
            continue
        tables[" ".join(words(phrase))] = table
        # A value that this site's vocabulary doesn't have can't be asked for.
        if table in PARAMETER_OF.values() and not _is_known(catalog, table, value):
            continue
        yield phrase, Meaning(table, value)
    for term in catalog:
        parameter = PARAMETER_OF.get(term.vocabulary.value)
        if parameter is None:
            continue
        bare = _IN_BRACKETS.sub("", term.label)
        for label in (term.label, bare, *_IN_BRACKETS.findall(term.label), *bare.split(" / ")):
            folded = " ".join(words(label))
            # "Self-pay" is both a payer and a way of paying: the files decide which one is searched for.
            if folded not in _LABELS_TOO_PLAIN and tables.get(folded, parameter) == parameter:
                yield label, Meaning(parameter, term.slug)


def _is_known(catalog: Catalog, parameter: str, slug: str) -> bool:
    return slug in SEVERAL or any(
        catalog.get(vocabulary, slug) for vocabulary, name in PARAMETER_OF.items() if name == parameter
    )


# Phrases that mean one of several values, depending on the place: see `reading.py`.
SEVERAL = {"tricare": ("tricare-east", "tricare-west")}


@cache
def _shipped() -> tuple[tuple[str, str, str], ...]:
    """Table, value and phrase of every entry of the files."""
    rows: list[tuple[str, str, str]] = []
    for name in LANGUAGE_FILES:
        for table, entries in tomllib.loads((DATA / name).read_text("utf-8")).items():
            for value, phrases in entries.items():
                # Tables without values of their own have one list, or lists that are tables themselves.
                rows += [
                    (value, "", phrase)
                    if value == ANY_THERAPY
                    else (table, "" if value in ("words", "phrases") else value, phrase)
                    for phrase in phrases
                ]
    return tuple(rows)
