"""Which row of the bitmaps stands for what: one for each choice of the filters, and a few for programs."""

from dataclasses import dataclass
from functools import cached_property

from providers.fields.filters import FILTER_VOCABULARIES, FILTERS, PARAMETER_OF, PROGRAM
from providers.models import Delivery, Timing, Vocabulary
from providers.search.criteria import ProgramCriterion
from providers.vocabulary.catalog import Catalog

FRESH = ("fresh", "1")


@dataclass(frozen=True)
class Features:
    """The rows of a bitmap matrix, filter by filter, each a (parameter, value) of the search.

    `program` rows are the criteria that people narrow by with one choice: a part of a program, whatever the
    others are (`erp`, `any:same-day-after`, `any:any:on-site`), and a therapy on site (`erp:any:on-site`).
    """

    catalog: Catalog

    @cached_property
    def keys(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (search_filter.parameter, value)
            for search_filter in FILTERS
            for value in (self._programs if search_filter.is_program else search_filter.values(self.catalog))
        )

    @cached_property
    def _programs(self) -> list[str]:
        therapies = [term.slug for term in self.catalog.of(Vocabulary.THERAPY)]
        programs = [ProgramCriterion(therapy=therapy) for therapy in therapies]
        programs += [ProgramCriterion(timing=timing) for timing in Timing.values]
        programs += [ProgramCriterion(delivery=delivery) for delivery in Delivery.values]
        programs += [ProgramCriterion(therapy, delivery=Delivery.ON_SITE.value) for therapy in therapies]
        return [str(program) for program in programs]

    @cached_property
    def _rows(self) -> dict[tuple[str, str], int]:
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def row_by_term_id(self) -> dict[int, int]:
        """Term id -> row, for terms of the vocabularies that can be asked for."""
        return {
            term.id: self._rows[PARAMETER_OF[vocabulary.value], term.slug]
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
        return [self._rows[PROGRAM, str(part)] for part in rows]

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
        """Parameter -> its rows and the values they stand for; every filter is there, even an empty one.

        The last one is FRESH, which depends on the day and so has no row of bits: it comes after the others.
        """
        empty: dict[str, tuple[slice, tuple[str, ...]]] = {
            search_filter.parameter: (slice(0, 0), ()) for search_filter in FILTERS
        }
        return (
            empty
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
