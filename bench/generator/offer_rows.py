"""What demo locations offer and attest as rows: terms, hours, payers, programs, confirmations."""

import numpy as np

from bench.generator import copy_format as fmt
from bench.generator.chance import Flags
from bench.generator.confirmations import SECTIONS, SOURCES
from bench.generator.copy_format import Column, Strings
from bench.generator.insurance import SERVICES, STATUSES
from bench.generator.insurance import SLUGS as PAYERS
from bench.generator.programs import (
    CONDITIONS,
    DELIVERIES,
    NO_CONDITION,
    PARTNER,
    SHARED_PLAN,
    TEAMS,
    THERAPIES,
    TIMINGS,
)
from bench.generator.rows import RowInputs, Rows, rows_of
from bench.generator.terms import ids_of
from providers.models import Section


def term_rows(inputs: RowInputs) -> Rows:
    rows, term_ids = inputs.batch.grid.pairs(inputs.terms)
    return rows_of(
        "providers_locationterm",
        {"location_id": fmt.numbers(inputs.location_ids[rows], "i8"), "term_id": fmt.numbers(term_ids, "i8")},
    )


def hours_rows(inputs: RowInputs) -> Rows:
    hours = inputs.batch.hours
    return rows_of(
        "providers_openinghours",
        {
            "location_id": fmt.numbers(inputs.location_ids[hours.rows], "i8"),
            "weekday": fmt.numbers(hours.weekdays, "i2"),
            "opens": fmt.times(hours.opens),
            "closes": fmt.times(hours.closes),
        },
    )


def payer_rows(inputs: RowInputs) -> Rows:
    """Dated and signed as the section that they are in; undated while that was never confirmed."""
    insurance, sections = inputs.batch.insurance, inputs.batch.confirmations
    never = ~sections.known(Section.INSURANCE)[insurance.rows]
    by_whom = np.where(never, len(SOURCES), sections.source(Section.INSURANCE)[insurance.rows])
    days = sections.day(Section.INSURANCE, inputs.today)[insurance.rows]
    return rows_of(
        "providers_payernetwork",
        {
            "location_id": fmt.numbers(inputs.location_ids[insurance.rows], "i8"),
            "payer_id": fmt.numbers(ids_of(inputs.terms, "payer", PAYERS)[insurance.payers], "i8"),
            "service": fmt.choice(Strings.of(SERVICES), insurance.services),
            "status": fmt.choice(Strings.of(STATUSES), insurance.statuses),
            "confirmed_on": fmt.dates(days, null=never),
            "confirmed_by": fmt.choice(Strings.of([*SOURCES, ""]), by_whom),
        },
    )


def program_rows(inputs: RowInputs) -> Rows:
    programs, sections = inputs.batch.programs, inputs.batch.confirmations
    condition_ids = ids_of(inputs.terms, "condition", CONDITIONS)[programs.conditions]
    plans = [plan for plan, _ in SHARED_PLAN]
    return rows_of(
        "providers_combinedprogram",
        {
            "location_id": fmt.numbers(inputs.location_ids[programs.rows], "i8"),
            "therapy_id": fmt.numbers(ids_of(inputs.terms, "therapy", THERAPIES)[programs.therapies], "i8"),
            "condition_id": fmt.numbers(condition_ids, "i8", null=programs.conditions == NO_CONDITION),
            "timing": fmt.choice(Strings.of(TIMINGS), programs.timings),
            "delivery": fmt.choice(Strings.of(DELIVERIES), programs.deliveries),
            "partner_name": _partners(inputs, programs.deliveries == PARTNER),
            "therapist_credentials": fmt.choice(
                Strings.of([fmt.text_array(team) for team, _ in TEAMS]), programs.teams
            ),
            "shared_plan": fmt.numbers(
                np.array([bool(plan) for plan in plans])[programs.shared_plan],
                "?",
                null=np.array([plan is None for plan in plans])[programs.shared_plan],
            ),
            "attested_by": fmt.choice(Strings.of(SOURCES), sections.source(Section.PROGRAMS)[programs.rows]),
            "attested_on": fmt.dates(sections.day(Section.PROGRAMS, inputs.today)[programs.rows]),
        },
    )


def _partners(inputs: RowInputs, where: Flags) -> Column:
    words, rng, count = inputs.background.words, inputs.rng, len(where)
    name = [
        words.beginnings.take(rng.integers(0, len(words.beginnings.lengths), count)),
        words.endings.take(rng.integers(0, len(words.endings.lengths), count)),
        fmt.constant(" Psychotherapy", count),
    ]
    return fmt.text(*fmt.only(name, where))


def confirmation_rows(inputs: RowInputs) -> Rows:
    sections = inputs.batch.confirmations
    rows, places = np.nonzero(~sections.never)
    days = inputs.today - sections.days_ago[rows, places].astype("timedelta64[D]")
    return rows_of(
        "providers_confirmation",
        {
            "location_id": fmt.numbers(inputs.location_ids[rows], "i8"),
            "section": fmt.choice(Strings.of(SECTIONS), places),
            "confirmed_on": fmt.dates(days),
            "confirmed_by": fmt.choice(Strings.of(SOURCES), sections.sources[rows, places]),
        },
    )
