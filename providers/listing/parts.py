"""What belongs to a location, as columns of JSON rows."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from providers.models import Closure, Photo


def closure_rows() -> ArraySubquery:
    """The closures of a location, as its column: rows of first_day, last_day, label."""
    return rows_of(
        Closure.objects.order_by("first_day", "pk"),
        first_day="first_day",
        last_day="last_day",
        label="label",
    )


def photo_rows() -> ArraySubquery:
    """The pictures of a location in their order, as its column."""
    return rows_of(
        Photo.objects.order_by("position", "pk"),
        key="key",
        alternative_text="alternative_text",
        width="width",
        height="height",
    )


def rows_of(parts: QuerySet[Any], **columns: str) -> ArraySubquery:
    row = JSONObject(**{name: F(column) for name, column in columns.items()})
    return ArraySubquery(parts.filter(location=OuterRef("pk")).values(row=row))
