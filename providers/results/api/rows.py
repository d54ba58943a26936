"""What the API shows of a location, from its row and its practice."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from providers.models import Location
from providers.results.remembered_rows import RememberedRows


class AnswerRow(NamedTuple):
    """One location, in the words of LocationSerializer."""

    id: int
    changed_in: int
    name: str
    practice: str
    city: str
    state: str
    postal_code: str
    phone: str
    accepting_new_patients: bool | None
    confirmed_on: date | None
    url: str


def fetch(location_ids: Iterable[int]) -> list[AnswerRow]:
    locations = Location.objects.filter(pk__in=location_ids).select_related("practice")
    return [
        AnswerRow(
            id=location.pk,
            changed_in=location.changed_in,
            name=location.name,
            practice=location.practice.name,
            city=location.city,
            state=location.state,
            postal_code=location.postal_code,
            phone=location.phone,
            accepting_new_patients=location.accepting_new_patients,
            confirmed_on=location.confirmed_on,
            url=location.get_absolute_url(),
        )
        for location in locations
    ]


answer_rows = RememberedRows(fetch)
