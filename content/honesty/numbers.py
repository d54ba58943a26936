"""Finds numbers that no cited source has.

A number in a cited sentence must be among the figures of one of its references (`Reference.findings`). Times
and visits of a course must be those of the vocabulary of protocols, or be cited as well. Years, ages, phone
numbers, codes and "in 100" are no findings of a study.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from content.honesty.claims import claim_in
from content.honesty.findings import Finding, Rule
from content.honesty.sentences import Sentence
from providers.models import Vocabulary
from providers.vocabulary.catalog import Catalog

NUMBER = re.compile(r"(?<![\w.,])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?!\w)")
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
NO_FIGURES = re.compile(
    "|".join(
        (
            rf"\b{MONTH} [0-9]{{1,2}}(?:, [0-9]{{4}})?\b",
            r"\b(?:19|20)[0-9]{2}\b",
            r"\bage[sd]? [0-9]+(?: (?:to|and) [0-9]+)?\b|\b[0-9]+-year-old\b",
            r"\b(?:988|911|838255)\b|\bpress [0-9]\b",
            r"\bweeks? [0-9]+(?:(?:,| and| to| or) [0-9]+)*\b",
            # Denominators: 19 in 100, 0.31 for every 10,000, 3.8 out of 10.
            r"\b(?:in|of|per|for every|in every|out of|every)\s+(?:10|100|1,000|10,000)\b(?!%)",
            # Names and codes: K222171, L34998, CP.BH.200, PHQ-9, H1, 90867, 0889T, policy 0469.
            r"\b[a-z]+[a-z.-]*[0-9][0-9.]*\b|\b[0-9]{5}\b|\b0[0-9]{3}T?\b|\bfigure.8\b",
        )
    ),
    re.IGNORECASE,
)
# A time, a count of visits or of pulses, of a course.
COURSE_UNITS = r"pulses|minutes?|weeks?|visits|sessions|days"
COURSE_NUMBER = re.compile(
    rf"([0-9][0-9,]*)(?:\s+to\s+([0-9]+))?[\s-]+(?:[a-z]+\s+)?({COURSE_UNITS})\b", re.IGNORECASE
)

Figures = Mapping[str, frozenset[str]]
CourseNumbers = frozenset[tuple[str, str]]


def numbers_in(text: str) -> frozenset[str]:
    """Every number of a text as it is written, without a sign: 19, 18.6, 1,371."""
    return frozenset(found.rstrip(",") for found in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text))


def with_rounded(numbers: Iterable[str]) -> frozenset[str]:
    """The numbers, and the whole numbers that decimals are rounded to: "about 19 in 100" for 18.6%."""
    every = set(numbers)
    for number in tuple(every):
        if "." in number:
            every.add(str(int(float(number.replace(",", "")) + 0.5)))
    return frozenset(every)


def figures_of(reference: Mapping[str, Any]) -> frozenset[str]:
    """The numbers that texts may quote from a reference: of its findings, and its size."""
    size = reference.get("sample_size") or 0
    return with_rounded(numbers_in(f"{reference.get('findings') or ''} {size or ''} {size:,}"))


def course_numbers(catalog: Catalog) -> CourseNumbers:
    """(number, unit) of the times, visits and pulses that the vocabulary of protocols names."""
    return frozenset(
        pair for term in catalog.of(Vocabulary.PROTOCOL) for pair in course_numbers_in(term.explanation)
    )


def course_numbers_in(text: str) -> Iterator[tuple[str, str]]:
    for low, high, unit in COURSE_NUMBER.findall(text):
        for number in filter(None, (low, high)):
            yield number, unit.lower().rstrip("s")


def number_findings(
    sentences: Iterable[Sentence], figures: Figures, courses: CourseNumbers
) -> Iterator[Finding]:
    """Numbers without a source, and numbers that their sources don't have."""
    for sentence in sentences:
        text = NO_FIGURES.sub(" ", sentence.text)
        numbers = set(NUMBER.findall(text))
        of_courses = {number for number, unit in course_numbers_in(text) if (number, unit) in courses}
        keys = sentence.keys + sentence.row_keys
        unknown = sorted(numbers - of_courses - set().union(*(figures.get(key, frozenset()) for key in keys)))
        if unknown and keys:
            message = f"{', '.join(unknown)}: not among the figures of the references cited for it."
            yield Finding(sentence.line, Rule.UNSOURCED_NUMBER, message, sentence.text)
        elif unknown and not claim_in(sentence.text):  # that is reported already
            message = f"{', '.join(unknown)}: cite its source in the same sentence."
            yield Finding(sentence.line, Rule.UNSOURCED_NUMBER, message, sentence.text)
