"""Which column of an uploaded table is which: the headers, and a guess where one is wrong."""

from collections.abc import Sequence
from difflib import get_close_matches

from listings.spreadsheet.columns import HEADERS, ID
from listings.spreadsheet.errors import CellError
from places.text import fold
from providers.fields.cells import shortened

_KNOWN = {fold(header): header for header in HEADERS}


def match_headers(headers: Sequence[str]) -> tuple[dict[str, int], list[CellError]]:
    """Header as we write it -> its place in the table; and what is wrong. Case and accents don't matter."""
    places: dict[str, int] = {}
    errors: list[CellError] = []
    for place, text in enumerate(headers):
        header = _KNOWN.get(fold(text))
        if header is None:
            errors.append(CellError(1, shortened(text), unknown(place, text)))
        elif header in places:
            errors.append(CellError(1, header, "This column is there twice. Take one of them out."))
        else:
            places[header] = place
    if ID not in places:
        errors.append(CellError(1, ID, f"The column “{ID}” is missing; it says which row is which location."))
    return places, errors


def unknown(place: int, text: str) -> str:
    if not text:
        return f"Column {place + 1} has no header. Give it one, or take it out."
    guess = get_close_matches(fold(text), _KNOWN, n=1, cutoff=0.6)
    meant = f" Did you mean “{_KNOWN[guess[0]]}”?" if guess else " Take it out, or see the list of columns."
    return f"There is no column “{shortened(text)}”.{meant}"
