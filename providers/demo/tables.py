"""A drawn stretch of the directory as rows of the tables, ready for COPY."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from providers.demo import copy_format as fmt
from providers.demo.chance import Codes, Flags
from providers.demo.confirmations import SECTIONS, SOURCES
from providers.demo.copy_format import Column, Strings
from providers.demo.draw import Setting, Stretch
from providers.demo.insurance import SERVICES, STATUSES
from providers.demo.insurance import SLUGS as PAYERS
from providers.demo.location_rows import location_columns, site
from providers.demo.people import CREDENTIALS, ROLES, npis
from providers.demo.programs import (
    CONDITIONS,
    DELIVERIES,
    NO_CONDITION,
    PARTNER,
    SHARED_PLAN,
    TEAMS,
    THERAPIES,
    TIMINGS,
)
from providers.demo.terms import TermIds
from providers.models import Credential, Section

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
class Rows:
    """`count` rows of a table as bytes, without COPY's header and trailer."""

    table: str
    columns: tuple[str, ...]
    count: int
    data: bytes


@dataclass(frozen=True)
class Numbering:
    """The ids before those of this stretch, and the number of the first holder of an NPI in it."""

    practices: int
    locations: int
    clinicians: int
    holders: int

    def after(self, stretch: Stretch, holders: int) -> "Numbering":
        """Of the stretch that follows this one, with room for so many holders of an NPI."""
        return Numbering(
            practices=self.practices + len(stretch.practices),
            locations=self.locations + len(stretch),
            clinicians=self.clinicians + len(stretch.clinicians.credentials),
            holders=self.holders + holders,
        )


def tables_of(
    stretch: Stretch,
    setting: Setting,
    ids: TermIds,
    numbering: Numbering,
    *,
    seed: int,
    today: np.datetime64,
    rng: np.random.Generator,
) -> Iterator[Rows]:
    """The rows of every table, in the order of TABLES."""
    location_ids = numbering.locations + 1 + np.arange(len(stretch))
    practice_ids = numbering.practices + 1 + np.arange(len(stretch.practices))
    clinician_ids = numbering.clinicians + 1 + np.arange(len(stretch.clinicians.credentials))
    holders = numbering.holders + np.arange(len(practice_ids) + len(clinician_ids))
    numbers = npis(seed, holders)
    yield _practices(stretch, setting, practice_ids, numbers.take(np.arange(len(practice_ids))), rng)
    yield _clinicians(
        stretch, setting, clinician_ids, numbers.take(np.arange(len(practice_ids), len(holders)))
    )
    columns = location_columns(
        stretch, setting, location_ids, practice_ids[stretch.practices.of_location], today, rng
    )
    yield _rows("providers_location", columns)
    yield _terms(stretch, location_ids, ids)
    yield _location_clinicians(stretch, location_ids, clinician_ids)
    yield _hours(stretch, location_ids)
    yield _payers(stretch, location_ids, ids, today)
    yield _programs(stretch, setting, location_ids, ids, today, rng)
    yield _confirmations(stretch, location_ids, today)


def _rows(table: str, columns: dict[str, Column]) -> Rows:
    count = len(next(iter(columns.values())).block)
    return Rows(table, tuple(columns), count, fmt.rows(*columns.values()))


def _practices(
    stretch: Stretch, setting: Setting, ids: Codes, numbers: Strings, rng: np.random.Generator
) -> Rows:
    words, count = setting.words, len(ids)
    everyone = np.arange(count)
    return _rows(
        "providers_practice",
        {
            "id": fmt.numbers(ids, "i8"),
            "name": fmt.text(
                words.beginnings.take(stretch.name_beginnings),
                words.endings.take(stretch.name_endings),
                words.kinds.take(stretch.kinds),
            ),
            "npi": fmt.text(numbers, null=rng.random(count) < 0.3),
            "website": fmt.text(*fmt.only(site(stretch, setting, everyone), rng.random(count) < 0.9)),
            "is_demo": fmt.numbers(np.ones(count, bool), "?"),
        },
    )


def _clinicians(stretch: Stretch, setting: Setting, ids: Codes, numbers: Strings) -> Rows:
    people, words = stretch.clinicians, setting.words
    return _rows(
        "providers_clinician",
        {
            "id": fmt.numbers(ids, "i8"),
            "first_name": fmt.choice(words.first_names, people.first_names),
            "last_name": fmt.choice(words.last_names, people.last_names),
            "credential": fmt.choice(Strings.of(CREDENTIALS), people.credentials),
            "npi": fmt.text(numbers, null=~people.has_npi),
            "is_demo": fmt.numbers(np.ones(len(ids), bool), "?"),
        },
    )


def _terms(stretch: Stretch, location_ids: Codes, ids: TermIds) -> Rows:
    rows, term_ids = stretch.grid.pairs(ids)
    return _rows(
        "providers_locationterm",
        {"location_id": fmt.numbers(location_ids[rows], "i8"), "term_id": fmt.numbers(term_ids, "i8")},
    )


def _location_clinicians(stretch: Stretch, location_ids: Codes, clinician_ids: Codes) -> Rows:
    people = stretch.clinicians
    roles = Strings.of([ROLES[Credential(slug)] for slug in CREDENTIALS])
    return _rows(
        "providers_locationclinician",
        {
            "location_id": fmt.numbers(location_ids[people.at_location], "i8"),
            "clinician_id": fmt.numbers(clinician_ids[people.who], "i8"),
            "role": fmt.choice(roles, people.credentials[people.who]),
        },
    )


def _hours(stretch: Stretch, location_ids: Codes) -> Rows:
    hours = stretch.hours
    return _rows(
        "providers_openinghours",
        {
            "location_id": fmt.numbers(location_ids[hours.rows], "i8"),
            "weekday": fmt.numbers(hours.weekdays, "i2"),
            "opens": fmt.times(hours.opens),
            "closes": fmt.times(hours.closes),
        },
    )


def _payers(stretch: Stretch, location_ids: Codes, ids: TermIds, today: np.datetime64) -> Rows:
    insurance, sections = stretch.insurance, stretch.confirmations
    never = ~sections.known(Section.INSURANCE)[insurance.rows]
    by_whom = np.where(never, len(SOURCES), sections.source(Section.INSURANCE)[insurance.rows])
    return _rows(
        "providers_payernetwork",
        {
            "location_id": fmt.numbers(location_ids[insurance.rows], "i8"),
            "payer_id": fmt.numbers(ids.of("payer", PAYERS)[insurance.payers], "i8"),
            "service": fmt.choice(Strings.of(SERVICES), insurance.services),
            "status": fmt.choice(Strings.of(STATUSES), insurance.statuses),
            "confirmed_on": fmt.dates(sections.day(Section.INSURANCE, today)[insurance.rows], null=never),
            "confirmed_by": fmt.choice(Strings.of([*SOURCES, ""]), by_whom),
        },
    )


def _programs(
    stretch: Stretch,
    setting: Setting,
    location_ids: Codes,
    ids: TermIds,
    today: np.datetime64,
    rng: np.random.Generator,
) -> Rows:
    programs, sections = stretch.programs, stretch.confirmations
    no_condition = programs.conditions == NO_CONDITION
    plan_unknown = np.array([plan is None for plan, _ in SHARED_PLAN])[programs.shared_plan]
    return _rows(
        "providers_combinedprogram",
        {
            "location_id": fmt.numbers(location_ids[programs.rows], "i8"),
            "therapy_id": fmt.numbers(ids.of("therapy", THERAPIES)[programs.therapies], "i8"),
            "condition_id": fmt.numbers(
                ids.of("condition", CONDITIONS)[programs.conditions], "i8", null=no_condition
            ),
            "timing": fmt.choice(Strings.of(TIMINGS), programs.timings),
            "delivery": fmt.choice(Strings.of(DELIVERIES), programs.deliveries),
            "partner_name": _partners(setting, programs.deliveries == PARTNER, rng),
            "therapist_credentials": fmt.choice(
                Strings.of([fmt.text_array(team) for team, _ in TEAMS]), programs.teams
            ),
            "shared_plan": fmt.numbers(
                np.array([bool(plan) for plan, _ in SHARED_PLAN])[programs.shared_plan],
                "?",
                null=plan_unknown,
            ),
            "attested_by": fmt.choice(Strings.of(SOURCES), sections.source(Section.PROGRAMS)[programs.rows]),
            "attested_on": fmt.dates(sections.day(Section.PROGRAMS, today)[programs.rows]),
        },
    )


def _partners(setting: Setting, where: Flags, rng: np.random.Generator) -> Column:
    words, count = setting.words, len(where)
    name = [
        words.beginnings.take(rng.integers(0, len(words.beginnings.lengths), count)),
        words.endings.take(rng.integers(0, len(words.endings.lengths), count)),
        fmt.constant(" Psychotherapy", count),
    ]
    return fmt.text(*fmt.only(name, where))


def _confirmations(stretch: Stretch, location_ids: Codes, today: np.datetime64) -> Rows:
    sections = stretch.confirmations
    rows, places = np.nonzero(~sections.never)
    days = today - sections.days_ago[rows, places].astype("timedelta64[D]")
    return _rows(
        "providers_confirmation",
        {
            "location_id": fmt.numbers(location_ids[rows], "i8"),
            "section": fmt.choice(Strings.of(SECTIONS), places),
            "confirmed_on": fmt.dates(days),
            "confirmed_by": fmt.choice(Strings.of(SOURCES), sections.sources[rows, places]),
        },
    )
