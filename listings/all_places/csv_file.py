"""The list of all places as a CSV file."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from listings.spreadsheet.formulas import neutralized
from mail.sending import absolute_url

if TYPE_CHECKING:
    from listings.all_places.filters import ListedLocation

HEADER = [
    *("Number", "Status", "Name", "Practice", "Practice NPI", "Street", "Suite or floor", "City", "State"),
    *("ZIP", "Phone", "Extension", "Website", "Email", "Latitude", "Longitude", "Approximate pin"),
    *("Confirmed on", "Has a team", "Open reports", "Page"),
]


class Line:
    """What csv writes to: keeps the last line only."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(locations: "QuerySet[ListedLocation]") -> Iterator[str]:
    """The file, line by line, with the byte order mark that Excel needs to read UTF-8."""
    line = Line()
    writer = csv.writer(line)
    writer.writerow(HEADER)
    yield f"\ufeff{line.text}"
    for location in locations.iterator(chunk_size=2000):
        writer.writerow([neutralized(str(value)) for value in cells(location)])
        yield line.text


def cells(location: "ListedLocation") -> list[object]:
    practice = location.practice
    return [
        *(location.pk, location.status, location.name, practice.name, practice.npi or ""),
        *(location.street, location.street_detail, location.city, location.state, location.postal_code),
        *(location.phone, location.phone_extension, location.website or practice.website, location.email),
        "" if location.latitude is None else location.latitude,
        "" if location.longitude is None else location.longitude,
        yes(location.is_approximate),
        location.confirmed_on or "",
        yes(location.has_team),
        yes(location.is_reported),
        absolute_url(location.get_absolute_url()) if location.has_page else "",
    ]


def yes(value: bool) -> str:
    return "yes" if value else "no"
