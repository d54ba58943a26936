"""Rows of one table, ready for COPY, and what they are made from."""

from dataclasses import dataclass

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.chance import Codes
from bench.generator.copy_format import Column
from bench.generator.draw import Background, Batch
from providers.demo.terms import TermIds


@dataclass(frozen=True)
class Rows:
    """`count` rows of a table as bytes, without COPY's header and trailer."""

    table: str
    columns: tuple[str, ...]
    count: int
    data: bytes


@dataclass(frozen=True)
class RowInputs:
    """A drawn batch with what its rows need: their ids, the day, and chance for the details."""

    batch: Batch
    background: Background
    terms: TermIds
    practice_ids: Codes  # (m,)
    location_ids: Codes  # (n,)
    clinician_ids: Codes  # (k,)
    today: np.datetime64
    rng: np.random.Generator


def rows_of(table: str, columns: dict[str, Column]) -> Rows:
    """The rows that these columns make, in the order given."""
    count = len(next(iter(columns.values())).block)
    return Rows(table, tuple(columns), count, fmt.rows(*columns.values()))
