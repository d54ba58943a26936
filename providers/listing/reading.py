"""Reading listings: any number of them, with everything that belongs to them, in one statement."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, time
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from providers.cursors import MAX_ID, preparing_cursor
from providers.listing.listing import (
    ClosedDays,
    DeviceClearance,
    ListedClinician,
    ListedPhoto,
    Listing,
    Network,
    OpenHours,
    Program,
    SectionConfirmation,
)
from providers.models import Clearance, Location, Practice, Vocabulary
from providers.models.column_types import TransactionIdField
from providers.vocabulary.catalog import CatalogTerm


class ListingNotFound(LookupError):
    """There is no location with this id."""


def read_listing(location_id: int) -> Listing:
    """The listing of one location, whatever its status. Raises ListingNotFound."""
    found = read_listings([location_id])
    if not found:
        raise ListingNotFound(location_id)
    return found[location_id]


def read_listings(location_ids: Iterable[int]) -> dict[int, Listing]:
    """The listings by location id, in the order of `location_ids`. Ids without a location are left out."""
    ids = ",".join(str(number) for number in location_ids if number <= MAX_ID)
    with preparing_cursor() as cursor:
        # As text: psycopg would write short and long lists as different types, each with a plan of its own.
        cursor.execute(_QUERY, [f"{{{ids}}}"])
        listings = [_listing(row) for row in cursor.fetchall()]
    return {listing.location.pk: listing for listing in listings}


def read_clearances(conditions: Iterable[CatalogTerm]) -> tuple[DeviceClearance, ...]:
    """The first clearance of each device for each of these conditions, as a listing has them."""
    rows = Clearance.objects.filter(condition__in=[term.id for term in conditions]).select_related("device")
    first = rows.order_by("condition__position", "device__position", "-is_verified", "decision_date", "id")
    return tuple(
        DeviceClearance(
            device=CatalogTerm.from_row(row.device),
            **{name: getattr(row, name) for name in _CLEARANCE_COLUMNS},
        )
        for row in first.distinct("condition__position", "device__position")
    )


# The columns of a clearance beside its device, which the dataclass names alike.
_CLEARANCE_COLUMNS = [field.name for field in fields(DeviceClearance) if field.name != "device"]
# What a location itself has. A transaction's number changes without any change of what the row says.
_LOCATION, _PRACTICE = (
    [field for field in model._meta.concrete_fields if not isinstance(field, TransactionIdField)]
    for model in (Location, Practice)
)
_LOCATION_NAMES = [field.attname for field in _LOCATION]
_PRACTICE_NAMES = [field.attname for field in _PRACTICE]


def _term_columns(table: str) -> str:
    """What `_term` takes, of the term that the query calls `table`."""
    return ", ".join(
        f"{table}.{name}" for name in ("id", "vocabulary", "slug", "label", "explanation", "position")
    )


def _rows(columns: str, tables: str, order: str) -> str:
    """A JSON array of arrays: `columns` of each row of `tables` that belongs to the location."""
    rows = f"json_agg(json_build_array({columns}) ORDER BY {order})"
    return f"(SELECT coalesce({rows}, '[]') FROM {tables} WHERE location_id = location.id)"


# Written out, and planned once (ADR 0118): the ORM takes longer to compile this than PostgreSQL to run it.
_PARTS = {
    "terms": _rows(
        _term_columns("term"),
        "providers_locationterm JOIN providers_term AS term ON term.id = term_id",
        "term.vocabulary, term.position, term.slug",
    ),
    "networks": _rows(
        f"json_build_array({_term_columns('payer')}), service, status, confirmed_on, confirmed_by",
        "providers_payernetwork JOIN providers_term AS payer ON payer.id = payer_id",
        "payer.position, service",
    ),
    "programs": _rows(
        f"json_build_array({_term_columns('therapy')}), json_build_array({_term_columns('condition')}),"
        " timing, delivery, partner_name, therapist_credentials, shared_plan, attested_on, attested_by",
        "providers_combinedprogram AS program JOIN providers_term AS therapy ON therapy.id = therapy_id"
        " LEFT JOIN providers_term AS condition ON condition.id = condition_id",
        "program.id",
    ),
    "hours": _rows("weekday, opens, closes", "providers_openinghours", "weekday, opens"),
    "closures": _rows("first_day, last_day, label", "providers_closure", "first_day, id"),
    "clinicians": _rows(
        "person.id, first_name, last_name, credential, coalesce(npi, ''), role",
        "providers_locationclinician JOIN providers_clinician AS person ON person.id = clinician_id",
        "last_name, first_name, person.id",
    ),
    "photos": _rows("key, alternative_text, width, height", "providers_photo", "position, id"),
    "confirmations": _rows("section, confirmed_on, confirmed_by", "providers_confirmation", "section"),
    # Of each device the first clearance that was found in a source: its later ones are on its own page.
    "clearances": _rows(
        f"json_build_array({_term_columns('device')}), "
        + ", ".join(f"clearance.{name}" for name in _CLEARANCE_COLUMNS),
        "providers_locationterm JOIN providers_term AS condition ON condition.id = term_id"
        " JOIN LATERAL (SELECT DISTINCT ON (device_id) * FROM providers_clearance"
        " WHERE condition_id = condition.id ORDER BY device_id, is_verified DESC, decision_date, id"
        ") AS clearance ON true"
        " JOIN providers_term AS device ON device.id = clearance.device_id",
        "condition.position, device.position",
    ),
}
# The ids come through a SELECT: then no plan for some ids looks better to the server than one for any, and it
# keeps that one instead of planning each time.
_QUERY = f"""
SELECT {", ".join(f"location.{field.column}" for field in _LOCATION)},
       {", ".join(f"practice.{field.column}" for field in _PRACTICE)},
       json_build_object({", ".join(f"'{name}', {rows}" for name, rows in _PARTS.items())})::text
FROM providers_location AS location JOIN providers_practice AS practice ON practice.id = practice_id
WHERE location.id = ANY((SELECT %s::bigint[])::bigint[])
ORDER BY location.id
"""


def _listing(row: Sequence[Any]) -> Listing:
    own, of_practice = row[: len(_LOCATION)], row[len(_LOCATION) : -1]
    parts: dict[str, list[list[Any]]] = json.loads(row[-1])
    location = Location.from_db(DEFAULT_DB_ALIAS, _LOCATION_NAMES, own)
    location.practice = Practice.from_db(DEFAULT_DB_ALIAS, _PRACTICE_NAMES, of_practice)
    return Listing(
        location=location,
        practice=location.practice,
        terms=tuple(_term(*values) for values in parts["terms"]),
        networks=tuple(_network(*values) for values in parts["networks"]),
        programs=tuple(_program(*values) for values in parts["programs"]),
        hours=tuple(_open_hours(*values) for values in parts["hours"]),
        closures=tuple(_closed_days(*values) for values in parts["closures"]),
        clinicians=tuple(ListedClinician(*values) for values in parts["clinicians"]),
        photos=tuple(ListedPhoto(*values) for values in parts["photos"]),
        confirmations=tuple(_confirmation(*values) for values in parts["confirmations"]),
        clearances=tuple(_clearance(*values) for values in parts["clearances"]),
        fingerprint=blake2b(repr(row).encode(), digest_size=16).hexdigest(),
    )


@lru_cache(maxsize=1000)  # every listing has some of the same few hundred
def _term(pk: int, vocabulary: str, slug: str, label: str, explanation: str, position: int) -> CatalogTerm:
    return CatalogTerm(pk, Vocabulary(vocabulary), slug, label, explanation, position)


def _term_or_none(values: Sequence[Any]) -> CatalogTerm | None:
    """None where there is no row: all columns are null then."""
    return None if values[0] is None else _term(*values)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _network(
    payer: Sequence[Any], service: str, status: str, confirmed_on: str | None, confirmed_by: str
) -> Network:
    return Network(_term(*payer), service, status, _day(confirmed_on), confirmed_by)


def _program(
    therapy: Sequence[Any],
    condition: Sequence[Any],
    timing: str,
    delivery: str,
    partner_name: str,
    therapist_credentials: Sequence[str],
    shared_plan: bool | None,
    attested_on: str,
    attested_by: str,
) -> Program:
    return Program(
        _term(*therapy),
        _term_or_none(condition),
        timing,
        delivery,
        partner_name,
        tuple(therapist_credentials),
        shared_plan,
        _day(attested_on),
        attested_by,
    )


def _open_hours(weekday: int, opens: str, closes: str) -> OpenHours:
    return OpenHours(weekday, time.fromisoformat(opens), time.fromisoformat(closes))


def _closed_days(first_day: str, last_day: str, label: str) -> ClosedDays:
    return ClosedDays(date.fromisoformat(first_day), date.fromisoformat(last_day), label)


def _confirmation(section: str, confirmed_on: str, confirmed_by: str) -> SectionConfirmation:
    return SectionConfirmation(section, date.fromisoformat(confirmed_on), confirmed_by)


def _clearance(device: Sequence[Any], *others: Any) -> DeviceClearance:
    *facts, checked_on = others
    arguments: list[Any] = [_term(*device), *facts, date.fromisoformat(checked_on)]
    return DeviceClearance(*arguments)
