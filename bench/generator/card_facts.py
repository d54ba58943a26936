"""The column `card_facts` of locations, as the database gathers it (providers/models/card_facts.py).

The trigger that fills it is disabled while many rows are loaded.
"""

from collections.abc import Iterator

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.chance import Codes, Flags, per_row
from bench.generator.confirmations import SOURCES
from bench.generator.copy_format import Column, Strings
from bench.generator.insurance import IN_NETWORK, SERVICES
from bench.generator.insurance import SLUGS as PAYERS
from bench.generator.programs import DELIVERIES, SHARED_PLAN, THERAPIES, TIMINGS
from bench.generator.rows import RowInputs
from bench.generator.terms import ids_of

# The services of a payer by their bits: "", "tms", "therapy", "tms,therapy".
SERVICE_SETS = [
    ",".join(sorted((service for bit, service in enumerate(SERVICES) if services >> bit & 1), reverse=True))
    for services in range(1 << len(SERVICES))
]

PLAN_LETTERS = {None: "", True: "t", False: "f"}


def card_facts(inputs: RowInputs) -> Column:
    """The column `card_facts` of a batch's locations."""
    separator = fmt.constant(";", len(inputs.batch))
    confirmed_by = Strings.of([*SOURCES, ""]).take(inputs.batch.confirmations.oldest_source())
    return fmt.text(
        confirmed_by,
        separator,
        *_terms(inputs),
        separator,
        *_programs(inputs),
        separator,
        *_networks(inputs),
        separator,
        *_hours(inputs),
        separator,  # no closures are generated
    )


def _terms(inputs: RowInputs) -> Iterator[Strings]:
    for term_id, column in inputs.batch.grid.columns(inputs.terms):
        yield _where(column, f" {term_id}")


def _programs(inputs: RowInputs) -> Iterator[Strings]:
    """The first program of each location, then the second of those that have one, ..."""
    programs, count = inputs.batch.programs, len(inputs.batch)
    ids = ids_of(inputs.terms, "therapy", THERAPIES)
    texts = [
        f" {term_id}:{delivery}:{timing}:{PLAN_LETTERS[plan]}"
        for term_id in ids
        for delivery in DELIVERIES
        for timing in TIMINGS
        for plan, _ in SHARED_PLAN
    ]
    codes = (programs.therapies * len(DELIVERIES) + programs.deliveries) * len(TIMINGS) + programs.timings
    yield from _one_after_another(
        programs.rows, codes * len(SHARED_PLAN) + programs.shared_plan, texts, count
    )


def _hours(inputs: RowInputs) -> Iterator[Strings]:
    """As `_programs`: the first span of each location, then the second, ..."""
    hours, count = inputs.batch.hours, len(inputs.batch)
    spans = np.stack([hours.weekdays, hours.opens, hours.closes], axis=1)
    distinct, codes = np.unique(spans, axis=0, return_inverse=True)
    texts = [
        f" {weekday}-{opens // 60:02}{opens % 60:02}-{closes // 60:02}{closes % 60:02}"
        for weekday, opens, closes in distinct.tolist()
    ]
    yield from _one_after_another(hours.rows, codes.reshape(-1), texts, count)


def _one_after_another(rows: Codes, codes: Codes, texts: list[str], count: int) -> Iterator[Strings]:
    """The first text of each location, then the second of those that have one, ...

    `rows` are the locations of the entries, in order; `codes` say which of `texts` each is.
    """
    strings = Strings.of([*texts, ""])
    _, ranks = per_row(np.bincount(rows, minlength=count))
    for rank in range(int(ranks.max(initial=-1)) + 1):
        chosen = np.full(count, len(texts))
        chosen[rows[ranks == rank]] = codes[ranks == rank]
        yield strings.take(chosen)


def _networks(inputs: RowInputs) -> Iterator[Strings]:
    insurance, count = inputs.batch.insurance, len(inputs.batch)
    ids = ids_of(inputs.terms, "payer", PAYERS)
    is_in = insurance.statuses == IN_NETWORK
    for payer in np.argsort(ids):
        entries = is_in & (insurance.payers == payer)
        # One bit a service.
        services = np.bincount(insurance.rows[entries], 1 << insurance.services[entries], count)
        texts = Strings.of([f" {ids[payer]}:{names}" if names else "" for names in SERVICE_SETS])
        yield texts.take(services.astype(np.int64))


def _where(has: Flags, text: str) -> Strings:
    """The text in the rows that have it, nothing in the others."""
    return Strings.of(["", text]).take(has.astype(np.int64))
