"""All locations of a practice as CSV: UTF-8 with the mark that spreadsheet programs look for."""

import csv
import io
from collections.abc import Iterator

from listings.editor.reading import listing_of, with_parts
from listings.spreadsheet.columns import HEADERS, ID, STATUS, texts_of
from listings.spreadsheet.formulas import neutralized
from providers.models import Location, Practice

BYTE_ORDER_MARK = "\ufeff"


def locations_of(practice: Practice) -> Iterator[Location]:
    """Those that the team keeps, with all their parts, in one statement."""
    rows = Location.objects.filter(practice=practice).exclude(status=Location.Status.REMOVED)
    return iter(with_parts(rows.select_related("practice").order_by("pk")))


def as_csv(practice: Practice) -> bytes:
    """The file; its first row names the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for location in locations_of(practice):
        cells = {
            ID: str(location.pk),
            STATUS: location.get_status_display(),
            **texts_of(listing_of(location)),
        }
        writer.writerow([neutralized(cells[header]) for header in HEADERS])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()
