"""Turns a drawn batch into the rows of all tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from bench.generator.draw import Background, Batch
from bench.generator.location_rows import location_rows
from bench.generator.offer_rows import confirmation_rows, hours_rows, payer_rows, program_rows, term_rows
from bench.generator.people import npis
from bench.generator.people_rows import clinician_rows, location_clinician_rows, practice_rows
from bench.generator.rows import RowInputs, Rows
from providers.demo.terms import TermIds

# Those that others refer to first: practices, clinicians, locations.
TABLES = [
    "providers_practice",
    "providers_clinician",
    "providers_location",
    "providers_locationterm",
    "providers_locationclinician",
    "providers_openinghours",
    "providers_payernetwork",
    "providers_combinedprogram",
    "providers_confirmation",
]


@dataclass(frozen=True)
class Numbering:
    """The ids before those of a batch, and the number of the first holder of an NPI in it."""

    practices: int
    clinicians: int
    locations: int
    holders: int

    def after(self, batch: Batch, holders: int) -> "Numbering":
        """Of the batch that follows this one, with room for so many holders of an NPI."""
        return Numbering(
            practices=self.practices + len(batch.practices),
            clinicians=self.clinicians + len(batch.clinicians.credentials),
            locations=self.locations + len(batch),
            holders=self.holders + holders,
        )


def tables_of(
    batch: Batch,
    background: Background,
    terms: TermIds,
    numbering: Numbering,
    *,
    seed: int,
    today: date,
    rng: np.random.Generator,
) -> Iterator[Rows]:
    """The rows of every table, in the order of TABLES. Raises MissingTerms."""
    practices, clinicians = len(batch.practices), len(batch.clinicians.credentials)
    inputs = RowInputs(
        batch=batch,
        background=background,
        terms=terms,
        practice_ids=numbering.practices + 1 + np.arange(practices),
        location_ids=numbering.locations + 1 + np.arange(len(batch)),
        clinician_ids=numbering.clinicians + 1 + np.arange(clinicians),
        today=np.datetime64(today),
        rng=rng,
    )
    numbers = npis(seed, numbering.holders + np.arange(practices + clinicians))
    yield practice_rows(inputs, numbers.take(np.arange(practices)))
    yield clinician_rows(inputs, numbers.take(np.arange(practices, practices + clinicians)))
    yield location_rows(inputs)
    yield term_rows(inputs)
    yield location_clinician_rows(inputs)
    yield hours_rows(inputs)
    yield payer_rows(inputs)
    yield program_rows(inputs)
    yield confirmation_rows(inputs)
