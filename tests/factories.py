"""Rows for tests: plain functions with sensible defaults, so that a test names only what it is about.

    location = make_location(name="Harbor TMS", terms=["condition/ocd", "therapy/erp"])
    confirm(location, days_ago=95)
    make_program(location, therapy="erp", timing="same-day-after")

A term is written "vocabulary/slug". Where the shipped vocabulary is not loaded, a bare term is made, so a
test that needs no real labels needs no fixture; the fixture `vocabulary` loads the real one.
Every function writes to the database and returns the row. `make_location` makes a
published location in Chicago, with a point and a phone, all five sections confirmed today.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from providers.models import (
    Clearance,
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
    Practice,
    Section,
    Source,
    Term,
    Vocabulary,
)

CHICAGO = (41.8781, -87.6298)

_numbers = count(1)


def make_term(name: str, **fields: Any) -> Term:
    """The term "vocabulary/slug": the one that is there, or a bare one."""
    vocabulary, slug = name.split("/")
    defaults = {"label": slug.replace("-", " ").capitalize(), "position": next(_numbers) % 30_000, **fields}
    return Term.objects.get_or_create(vocabulary=Vocabulary(vocabulary), slug=slug, defaults=defaults)[0]


def make_practice(**fields: Any) -> Practice:
    return Practice.objects.create(**{"name": f"Practice {next(_numbers)}", **fields})


def make_clinician(*locations: Location, role: str = "", **fields: Any) -> Clinician:
    """A clinician who works at `locations` (none: nowhere yet)."""
    defaults = {"first_name": "Ana", "last_name": f"Ruiz {next(_numbers)}", "credential": "phd"}
    clinician = Clinician.objects.create(**{**defaults, **fields})
    for location in locations:
        LocationClinician.objects.create(location=location, clinician=clinician, role=role)
    return clinician


def make_location(
    *,
    point: tuple[float, float] | None = CHICAGO,
    terms: Iterable[str] = (),
    confirmed_days_ago: int | None = 0,
    today: date | None = None,
    **fields: Any,
) -> Location:
    """A location at `point` (latitude, longitude), published unless `status` says otherwise.

    All five sections are confirmed `confirmed_days_ago` days before `today`; None: no section ever was.
    """
    latitude, longitude = point or (None, None)
    defaults = {
        "name": f"Location {next(_numbers)}",
        "status": Location.Status.PUBLISHED,
        "street": "1 Main Street",
        "city": "Chicago",
        "state": "IL",
        "postal_code": "60602",
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": "America/Chicago",
        "phone": "+13125550123",
    }
    if "practice" not in fields and "practice_id" not in fields:
        defaults["practice"] = make_practice()
    location = Location.objects.create(**{**defaults, **fields})
    add_terms(location, *terms)
    if confirmed_days_ago is not None:
        confirm(location, days_ago=confirmed_days_ago, today=today)
    location.refresh_from_db()
    return location


def add_terms(location: Location, *names: str) -> None:
    LocationTerm.objects.bulk_create(
        [LocationTerm(location=location, term=make_term(name)) for name in names], ignore_conflicts=True
    )


def confirm(
    location: Location,
    *sections: Section | str,
    days_ago: int = 0,
    by: Source | str = Source.CLINIC,
    today: date | None = None,
) -> None:
    """Confirm `sections` (none named: all five) as of `days_ago` days before `today`."""
    day = (today or timezone.localdate()) - timedelta(days=days_ago)
    for section in sections or Section:
        Confirmation.objects.update_or_create(
            location=location, section=section, defaults={"confirmed_on": day, "confirmed_by": by}
        )


def make_hours(location: Location, weekday: int, opens: str = "09:00", closes: str = "17:00") -> OpeningHours:
    """One span of a weekday, 0 being Monday; times as "09:00"."""
    return OpeningHours.objects.create(
        location=location,
        weekday=weekday,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
    )


def make_program(
    location: Location, therapy: str = "erp", condition: str | None = None, **fields: Any
) -> CombinedProgram:
    """A program of the therapy with that slug, for the condition with that slug if one is named."""
    defaults = {
        "therapy": make_term(f"therapy/{therapy}"),
        "condition": make_term(f"condition/{condition}") if condition else None,
        "timing": "same-day-after",
        "delivery": "on-site",
        "attested_by": Source.CLINIC,
        "attested_on": timezone.localdate(),
    }
    return CombinedProgram.objects.create(location=location, **{**defaults, **fields})


def make_payer_network(location: Location, payer: str = "aetna", **fields: Any) -> PayerNetwork:
    """In the network of the payer with that slug for TMS, confirmed today, unless `fields` say otherwise."""
    defaults = {
        "payer": make_term(f"payer/{payer}"),
        "service": PayerNetwork.Service.TMS,
        "status": PayerNetwork.Status.IN_NETWORK,
        "confirmed_on": timezone.localdate(),
        "confirmed_by": Source.CLINIC,
    }
    return PayerNetwork.objects.create(location=location, **{**defaults, **fields})


def make_clearance(device: str = "neurostar", condition: str = "mdd", **fields: Any) -> Clearance:
    defaults = {
        "device": make_term(f"device/{device}"),
        "condition": make_term(f"condition/{condition}"),
        "status": "cleared",
        "decision_date": "2008",
        "is_verified": True,
        "checked_on": date(2026, 11, 30),
    }
    return Clearance.objects.create(**{**defaults, **fields})
