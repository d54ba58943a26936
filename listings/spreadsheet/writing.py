"""All locations of a practice as CSV: UTF-8 with the mark that spreadsheet programs look for."""

import csv
import io

from listings.spreadsheet.columns import HEADERS, ID, STATUS, texts_of
from listings.spreadsheet.formulas import neutralized
from providers.listing.listing import Listing
from providers.listing.reading import read_listings
from providers.listing.values import values_of
from providers.models import Location, Practice

BYTE_ORDER_MARK = "\ufeff"


def listings_of(practice: Practice) -> dict[int, Listing]:
    """Location id -> listing, of those that the team keeps. Two statements."""
    kept = Location.objects.filter(practice=practice).exclude(status=Location.Status.REMOVED)
    return read_listings(kept.values_list("pk", flat=True))


def as_csv(practice: Practice) -> bytes:
    """The file; its first row names the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for listing in listings_of(practice).values():
        cells = {
            ID: str(listing.location.pk),
            STATUS: listing.location.get_status_display(),
            **texts_of(values_of(listing)),
        }
        writer.writerow([neutralized(cells[header]) for header in HEADERS])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()
