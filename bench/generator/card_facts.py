"""The column `card_facts` of demo locations, as the trigger would gather it (providers/models/card_facts.py).

That trigger is off while many rows are loaded, and rows that it would write are made right at once.
"""

from collections.abc import Iterator

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.chance import Flags, per_row
from bench.generator.confirmations import SOURCES
from bench.generator.copy_format import Column, Strings
from bench.generator.insurance import IN_NETWORK, SERVICES
from bench.generator.insurance import SLUGS as PAYERS
from bench.generator.programs import DELIVERIES, THERAPIES
from bench.generator.rows import Sheet
from bench.generator.terms import ids_of

# The services of a payer by their bits: "", "tms", "therapy", "tms,therapy".
SERVICE_SETS = [
    ",".join(sorted((service for bit, service in enumerate(SERVICES) if services >> bit & 1), reverse=True))
    for services in range(1 << len(SERVICES))
]


def card_facts(sheet: Sheet) -> Column:
    """The column `card_facts` of a stretch's locations."""
    separator = fmt.constant(";", len(sheet.stretch))
    confirmed_by = Strings.of([*SOURCES, ""]).take(sheet.stretch.confirmations.oldest_source())
    return fmt.text(
        confirmed_by, separator, *_terms(sheet), separator, *_programs(sheet), separator, *_networks(sheet)
    )


def _terms(sheet: Sheet) -> Iterator[Strings]:
    for term_id, column in sheet.stretch.grid.columns(sheet.terms):
        yield _where(column, f" {term_id}")


def _programs(sheet: Sheet) -> Iterator[Strings]:
    """The first program of each location, then the second of those that have one, ..."""
    programs, count = sheet.stretch.programs, len(sheet.stretch)
    ids = ids_of(sheet.terms, "therapy", THERAPIES)
    texts = Strings.of([f" {term_id}:{delivery}" for term_id in ids for delivery in DELIVERIES] + [""])
    codes = programs.therapies * len(DELIVERIES) + programs.deliveries
    _, ranks = per_row(np.bincount(programs.rows, minlength=count))
    for rank in range(int(ranks.max(initial=-1)) + 1):
        chosen = np.full(count, len(texts.lengths) - 1)
        chosen[programs.rows[ranks == rank]] = codes[ranks == rank]
        yield texts.take(chosen)


def _networks(sheet: Sheet) -> Iterator[Strings]:
    insurance, count = sheet.stretch.insurance, len(sheet.stretch)
    ids = ids_of(sheet.terms, "payer", PAYERS)
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
