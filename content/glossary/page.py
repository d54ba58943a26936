"""The page of the glossary: by first letter, in alphabetical order."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from content.models import GlossaryEntry
from places.text import fold
from providers.web.trail import Step, home_step

# The section for words that don't begin with a letter.
NOT_A_LETTER = "0-9"


@dataclass(frozen=True)
class Letter:
    """A section of the page. `id` is its anchor."""

    name: str
    id: str
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True)
class GlossaryPage:
    letters: tuple[Letter, ...]
    trail: tuple[Step, ...]


def glossary_page(entries: Iterable[GlossaryEntry]) -> GlossaryPage:
    ordered = sorted(entries, key=lambda entry: (_first(entry) == NOT_A_LETTER, fold(entry.term)))
    letters = tuple(
        Letter(name, f"letter-{name.lower()}", tuple(group)) for name, group in groupby(ordered, key=_first)
    )
    return GlossaryPage(letters, (home_step(), Step("Glossary", reverse("glossary"))))


def _first(entry: GlossaryEntry) -> str:
    letter = fold(entry.term)[:1]
    return letter.upper() if letter.isascii() and letter.isalpha() else NOT_A_LETTER
