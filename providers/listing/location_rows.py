"""A location with everything that its page shows, in one statement.

`location_with_everything(id)` has what Django's `select_related` and `prefetch_related` would give, as rows
of the same models: all comes as one JSON value and is made into rows in Python. Six statements less for the
page that patients read most.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from providers.listing.parts import closure_rows, photo_rows
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
from providers.statements import PLACEHOLDER, Statement


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
    conditions that it treats are its `clearances`. Its `fingerprint` changes whenever any of this does.
    """
    found = _statement().rows(location_id)
    if not found:
        raise LocationNotFound(location_id)
    text = found[0][0]
    values = json.loads(text)
    location = _made(Location, values["location"])
    location.fingerprint = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    location.practice = _made(Practice, values["practice"])
    location.closure_rows, location.photo_rows = values["closures"], values["photos"]
    location.clearances = [_row(CLEARANCES, row) for row in values[CLEARANCES.name]]
    for part in PARTS:
        _remember(location, part.name, [_row(part, row) for row in values[part.name]])
    return location


@cache
def _statement() -> Statement:
    everything = JSONObject(
        location=_json(Location),
        practice=_json(Practice, "practice__"),
        closures=closure_rows(),
        photos=photo_rows(),
        **{part.name: part.rows() for part in (*PARTS, CLEARANCES)},
    )
    rows = Location.objects.with_page().filter(pk=PLACEHOLDER).order_by()
    return Statement.of(*rows.values_list(everything).query.sql_with_params())


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
    names, converters = _columns(model)
    found = [values[name] for name in names]
    for at, convert in converters:
        found[at] = convert(found[at])
    return model.from_db(None, names, found)


# What JSON says as the column has it; of any other, such as a date, the field makes a value from its text.
_AS_IT_IS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.FloatField)


@cache
def _columns(model: type[Model]) -> tuple[list[str], list[tuple[int, Callable[[Any], Any]]]]:
    """The names of the columns, and by position what makes a value of those that JSON has no kind for."""
    fields = _fields(model)
    converters = [(at, f.to_python) for at, f in enumerate(fields) if not isinstance(f, _AS_IT_IS)]
    return [field.attname for field in fields], converters
