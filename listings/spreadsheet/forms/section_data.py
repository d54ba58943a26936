"""From the cells of a row to what the editor's form of a section would have been sent."""

from collections.abc import Callable, Mapping
from typing import Any

from listings.spreadsheet.columns import OF_SECTION, SheetColumn
from places.text import fold
from providers.fields import cells, kinds
from providers.fields.cells import BadCell
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.models import OpeningHours
from providers.vocabulary.catalog import Catalog

Cells = Mapping[str, str]  # a column's name -> the text
Data = dict[str, Any]
CellReader = Callable[[SheetColumn, str, Catalog], Data]
MAX_SPANS = 6


def section_data(section: ListingSection, texts: Cells, catalog: Catalog) -> tuple[Data, dict[str, str]]:
    """The form's data, and what is wrong with cells that can't be read: a column's name -> a sentence."""
    data: Data = {}
    wrong: dict[str, str] = {}
    for column in OF_SECTION[section]:
        try:
            data |= _reader(column)(column, texts[column.name], catalog)
        except BadCell as error:
            wrong[column.name] = str(error)
    if section == ListingSection.HOURS:
        data["spans"] = str(MAX_SPANS)
    if section == ListingSection.INSURANCE:
        _no_payer_twice(texts, catalog, wrong)
    return data, wrong


def _reader(column: SheetColumn) -> CellReader:
    if column.field is None:
        return _pin_is_right
    for kind in type(column.field.kind).__mro__:
        if kind in _READERS:
            return _READERS[kind]
    return _plain


def _plain(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return {column.name: text}


def _postal_code(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    """Spreadsheet programs take a ZIP for a number and drop the zeros of New England and Puerto Rico."""
    return {column.name: text.zfill(5) if text.isdecimal() else text}


def _state(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return {column.name: text.upper()}


def _yes_no(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return {column.name: cells.yes_no_of(text)}


def _pin_is_right(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return {column.name: "on"} if cells.yes_no_of(text) == "yes" else {}


def _terms(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return {column.name: _slugs(column, text, catalog)}


def _slugs(column: SheetColumn, text: str, catalog: Catalog) -> list[str]:
    """The slugs of a cell; labels and other names are understood too. Raises BadCell."""
    assert column.field is not None  # this is for columns of terms and payers
    assert column.vocabulary is not None
    slugs: list[str] = []
    unknown: list[str] = []
    for value in cells.split_values(text):
        term = catalog.named(column.vocabulary, value)
        (slugs if term else unknown).append(term.slug if term else value)
    if unknown:
        known = {
            fold(name): term.slug
            for term in catalog.offered(column.vocabulary)
            for name in (term.label, term.slug, *term.other_names)
        }
        named = ", ".join(f"“{cells.shortened(value)}”" for value in unknown[:5])
        raise BadCell(f"{named}: not in the list of {column.field.label.lower()}. {_near(unknown[0], known)}")
    return slugs


def _near(value: str, known: Mapping[str, str]) -> str:
    guess = cells.closest(fold(value), known)
    return f"Did you mean “{known[guess]}”?" if guess else "See the list of values below the upload."


def _payers(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    service, status = column.name.split("/")
    return {f"{service}-{slug}": status for slug in _slugs(column, text, catalog)}


def _no_payer_twice(texts: Cells, catalog: Catalog, wrong: dict[str, str]) -> None:
    """A payer can't be in network and out of network for one service."""
    seen: dict[tuple[str, str], str] = {}
    for column in OF_SECTION[ListingSection.INSURANCE]:
        if "/" not in column.name or column.name in wrong:
            continue
        service = column.name.split("/")[0]
        for slug in _slugs(column, texts[column.name], catalog):
            other = seen.setdefault((service, slug), column.header)
            if other != column.header:
                wrong[column.name] = f"“{slug}” is in the column “{other}” too."


def _day(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    weekday = column.name.removeprefix("day-")
    spans = cells.hours_of(text)
    if len(spans) > MAX_SPANS:
        day = OpeningHours.Weekday(int(weekday)).label
        raise BadCell(f"{day} has {len(spans)} spans of hours; at most {MAX_SPANS} are possible.")
    return {
        f"{name}-{weekday}-{index}": moment
        for index, span in enumerate(spans)
        for name, moment in zip(("opens", "closes"), span, strict=True)
    }


def _closures(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return _numbered("closures", cells.closures_of(text))


def _programs(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    rows = []
    for value in cells.split_values(text):
        row: Data = cells.split_parts(value, kinds.Programs.columns)
        listed = row["therapist_credentials"].split(",")
        row["therapist_credentials"] = [slug for part in listed if (slug := part.strip().lower())]
        row["shared_plan"] = cells.yes_no_of(row["shared_plan"])
        rows.append(row)
    return _numbered("programs", rows)


def _clinicians(column: SheetColumn, text: str, catalog: Catalog) -> Data:
    return _numbered(
        "clinicians",
        [cells.split_parts(value, kinds.Clinicians.columns) for value in cells.split_values(text)],
    )


def _numbered(name: str, rows: list[Values]) -> Data:
    """As a page with a row of fields for each would send them."""
    if len(rows) > 99:
        raise BadCell(f"There are {len(rows)} entries; at most 99 can be read.")
    fields = {
        f"{name}-{index}-{field}": value for index, row in enumerate(rows) for field, value in row.items()
    }
    return {f"{name}-count": str(len(rows)), **fields}


_READERS: dict[type[kinds.Kind], CellReader] = {
    kinds.Zip: _postal_code,
    kinds.State: _state,
    kinds.YesNo: _yes_no,
    kinds.VocabularyTerms: _terms,
    kinds.Networks: _payers,
    kinds.Hours: _day,
    kinds.Closures: _closures,
    kinds.Programs: _programs,
    kinds.Clinicians: _clinicians,
}
