"""A location with everything that its page shows, in one statement.

`location_with_everything(id)` has what Django's `select_related` and `prefetch_related` would give, as rows
of the same models: all comes as one JSON value and is made into rows in Python. Six statements less for the
page that patients read most.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from providers.models import (
    Clearance,
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    OpeningHours,
    PayerNetwork,
    Practice,
    Term,
)
from providers.models.fields import TransactionIdField
from providers.staff.editing.reading import closure_rows, photo_rows

_PLACEHOLDER = -1  # stands for the id in the statement: no location has it


@dataclass(frozen=True)
class Part:
    """A relation of Location: its name there, whose rows, what its rows refer to, and its order."""

    name: str
    model: type[Model]
    refers_to: tuple[tuple[str, type[Model]], ...] = ()
    location: str = "location"
    order: tuple[str, ...] = ()

    def rows(self) -> ArraySubquery:
        found: QuerySet[Any] = self.model._default_manager.filter(**{self.location: OuterRef("pk")})
        if self.order:
            found = found.order_by(*self.order)
        nested = {name: _json(model, f"{name}__") for name, model in self.refers_to}
        return ArraySubquery(found.values(row=_json(self.model, **nested)))


PARTS = [
    Part("terms", Term, location="locationterm__location"),
    Part("hours", OpeningHours),
    Part("confirmations", Confirmation),
    Part("payer_networks", PayerNetwork, (("payer", Term),)),
    Part("programs", CombinedProgram, (("therapy", Term), ("condition", Term))),
    Part("locationclinician_set", LocationClinician, (("clinician", Clinician),)),
]


class LocationNotFound(LookupError):
    """There is no such location, or it has no page."""


# What the devices are cleared for, of the conditions that the location treats; no relation of Location.
CLEARANCES = Part("clearances", Clearance, (("device", Term),), location="condition__locationterm__location")


def location_with_everything(location_id: int) -> Location:
    """A location that has a page, with its practice and all parts. Raises LocationNotFound.

    Its closures and pictures are plain data, as `closure_rows` and `photo_rows`; the clearances of the
    conditions that it treats are its `clearances`.
    """
    sql, parameters = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [location_id if value == _PLACEHOLDER else value for value in parameters])
        found = cursor.fetchone()
    if found is None:
        raise LocationNotFound(location_id)
    values = json.loads(found[0])
    location = _made(Location, values["location"])
    location.practice = _made(Practice, values["practice"])
    location.closure_rows, location.photo_rows = values["closures"], values["photos"]
    location.clearances = [_row(CLEARANCES, row) for row in values[CLEARANCES.name]]
    for part in PARTS:
        _remember(location, part.name, [_row(part, row) for row in values[part.name]])
    return location


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The SQL and its parameters, made once: that takes longer than running it."""
    everything = JSONObject(
        location=_json(Location),
        practice=_json(Practice, "practice__"),
        closures=closure_rows(),
        photos=photo_rows(),
        **{part.name: part.rows() for part in (*PARTS, CLEARANCES)},
    )
    rows = Location.objects.with_page().filter(pk=_PLACEHOLDER).order_by()
    return rows.values_list(everything).query.sql_with_params()


def _remember(location: Location, name: str, rows: Iterable[Model]) -> None:
    """As prefetch_related does (django.db.models.query.prefetch_one_level)."""
    found = getattr(location, name).get_queryset()
    found._result_cache = list(rows)
    found._prefetch_done = True
    if not hasattr(location, "_prefetched_objects_cache"):
        location._prefetched_objects_cache = {}
    location._prefetched_objects_cache[name] = found


@cache
def _fields(model: type[Model]) -> list[Any]:
    """Columns that a page may show; numbers of transactions are not."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, TransactionIdField)]


def _json(model: type[Model], prefix: str = "", **nested: JSONObject) -> JSONObject:
    columns = {field.attname: F(f"{prefix}{field.attname}") for field in _fields(model)}
    return JSONObject(**columns, **nested)


def _row(part: Part, values: dict[str, Any]) -> Model:
    row = _made(part.model, values)
    for name, model in part.refers_to:
        if values[name]["id"] is not None:
            setattr(row, name, _made(model, values[name]))
    return row


def _made(model: type[Model], values: dict[str, Any]) -> Model:
    row = model(**{field.attname: field.to_python(values[field.attname]) for field in _fields(model)})
    row._state.adding = False
    return row
