"""Which row of the bitmaps stands for what: one per term that can be asked for, and a few more."""

from dataclasses import dataclass
from functools import cached_property

from providers.models import Delivery, Timing, Vocabulary
from providers.search.criteria import FILTER_VOCABULARIES, ProgramCriterion
from providers.vocabulary.catalog import Catalog

ACCEPTING = ("accepting", "1")
FRESH = ("fresh", "1")


@dataclass(frozen=True)
class Features:
    """The rows of a bitmap matrix, vocabulary by vocabulary, each a (parameter, value) of the search.

    `program` rows are the criteria that people narrow by with one choice: a part of a program, whatever the
    others are (`erp`, `any:same-day-after`, `any:any:on-site`), and a therapy on site (`erp:any:on-site`).
    """

    catalog: Catalog

    @cached_property
    def keys(self) -> tuple[tuple[str, str], ...]:
        terms = [(v.value, term.slug) for v in FILTER_VOCABULARIES for term in self.catalog.of(v)]
        parts = [ProgramCriterion(therapy=term.slug) for term in self.catalog.of(Vocabulary.THERAPY)]
        parts += [ProgramCriterion(timing=timing) for timing in Timing.values]
        parts += [ProgramCriterion(delivery=delivery) for delivery in Delivery.values]
        parts += [
            ProgramCriterion(therapy=term.slug, delivery=Delivery.ON_SITE.value)
            for term in self.catalog.of(Vocabulary.THERAPY)
        ]
        return (*terms, *(("program", str(part)) for part in parts), ACCEPTING)

    @cached_property
    def _rows(self) -> dict[tuple[str, str], int]:
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def row_by_term_id(self) -> dict[int, int]:
        """Term id -> row, for terms of the vocabularies that can be asked for."""
        return {
            term.id: self._rows[term.vocabulary.value, term.slug]
            for vocabulary in FILTER_VOCABULARIES
            for term in self.catalog.of(vocabulary)
        }

    def program_rows(self, therapy: str, timing: str, delivery: str) -> list[int]:
        """The rows that a program stands for."""
        rows = [
            ProgramCriterion(therapy=therapy),
            ProgramCriterion(timing=timing),
            ProgramCriterion(delivery=delivery),
        ]
        if delivery == Delivery.ON_SITE:
            rows.append(ProgramCriterion(therapy=therapy, delivery=delivery))
        return [self._rows["program", str(part)] for part in rows]

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Parameter -> its rows, which follow each other."""
        found: dict[str, slice] = {}
        for row, (parameter, _) in enumerate(self.keys):
            start = found[parameter].start if parameter in found else row
            found[parameter] = slice(start, row + 1)
        return found

    @cached_property
    def choices(self) -> dict[str, tuple[slice, tuple[str, ...]]]:
        """Parameter -> its rows and the values they stand for; every vocabulary is there, be it empty.

        The last one is FRESH, which depends on the day and so has no row of bits: it comes after the others.
        """
        empty = {vocabulary.value: (slice(0, 0), ()) for vocabulary in FILTER_VOCABULARIES}
        return (
            {**empty, "program": (slice(0, 0), ())}
            | {
                parameter: (rows, tuple(value for _, value in self.keys[rows]))
                for parameter, rows in self.slices.items()
            }
            | {FRESH[0]: (slice(len(self), len(self) + 1), (FRESH[1],))}
        )

    def row(self, parameter: str, value: str) -> int | None:
        """The row of a choice; None where the vocabulary does not have it."""
        return self._rows.get((parameter, value))

    def __len__(self) -> int:
        return len(self.keys)
