"""Checking an uploaded table row by row with the editor's own forms: what it would change, or what is wrong.

Only the sections of a row whose cells differ from what a download says today are looked at: so an untouched
download changes nothing, and two thousand rows are checked in seconds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings

from listings.editor.section_check import check_section
from listings.spreadsheet.columns import HEADER_OF, ID, OF_SECTION, PIN_IS_RIGHT, STATUS, normal, texts_of
from listings.spreadsheet.errors import CellError
from listings.spreadsheet.forms.section_data import section_data
from listings.spreadsheet.headers import match_headers
from listings.spreadsheet.plan import PlannedRow, PlannedSection
from listings.spreadsheet.table import Row, Table
from places.addresses import ADDRESS_FIELDS
from places.geocoder import GAZETTEER
from providers.fields.cells import shortened
from providers.fields.facts import changes_between, facts_of, version_of
from providers.fields.field import ListingSection
from providers.fields.kinds import Change, Values
from providers.fields.sections import SECTIONS
from providers.listing.values import SectionValues
from providers.models import Location
from providers.vocabulary.catalog import Catalog

# A public geocoder answers once a second, and the page waits for it.
MAX_LOOKED_UP = 20


@dataclass
class Checked:
    """What a table would change, and what is wrong with it; with errors nothing is applied."""

    rows: list[PlannedRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Known:
    """The practice's locations with all their parts, and the terms."""

    locations: Mapping[int, Location]
    listings: Mapping[int, SectionValues]
    catalog: Catalog

    def colleagues(self) -> list[Values]:
        """Everybody who works at one of the locations, each once."""
        people = {
            person["id"]: person
            for listing in self.listings.values()
            for person in listing[ListingSection.CLINICIANS]["clinicians"]
        }
        return list(people.values())


def check_table(table: Table, known: Known) -> Checked:
    """Every row of the table against the listings as they are now."""
    places, errors = match_headers(table.headers)
    checked = Checked(errors=errors)
    if errors:
        return checked
    checker = _Checker(places, known, checked)
    for row in table.rows:
        checker.check(row)
    checker.check_npi()
    return checked


class _Checker:
    def __init__(self, places: Mapping[str, int], known: Known, checked: Checked) -> None:
        self._places = places
        self._known = known
        self._checked = checked
        self._colleagues = known.colleagues()
        self._seen: dict[int, int] = {}
        self._looked_up = 0

    def check(self, row: Row) -> None:
        texts = {header: normal(row.cells[place]) for header, place in self._places.items()}
        given = texts[ID]
        if not given:
            self._check_new(row, texts)
        elif (location := self._location(row, given)) is not None:
            self._check_status(row, texts, location)
            self._check_known(row, texts, location)

    def check_npi(self) -> None:
        """The NPI is the practice's: two rows can't change it to different numbers."""
        wanted: dict[str, int] = {}
        for row in self._checked.rows:
            for key, _, after in row.changes:
                if key == "npi" and row.location_id:
                    wanted.setdefault(after, row.number)
        if len(wanted) > 1:
            first, *others = wanted.values()
            for number in others:
                self._wrong(number, "NPI of the practice", f"Row {first} gives the practice another NPI.")

    def _location(self, row: Row, given: str) -> Location | None:
        """The location that the row names; says so where it is none of the practice's."""
        is_number = given.isascii() and given.isdecimal() and len(given) < 19
        location = self._known.locations.get(int(given)) if is_number else None
        if location is None:
            self._wrong(row.number, ID, f"“{shortened(given)}” is not one of this practice’s locations.")
        elif (first := self._seen.setdefault(location.pk, row.number)) != row.number:
            self._wrong(row.number, ID, f"Location {location.pk} is in row {first} already.")
            return None
        return location

    def _check_status(self, row: Row, texts: Mapping[str, str], location: Location) -> None:
        said = texts.get(STATUS, "")
        if said and said.lower() != location.get_status_display().lower():
            self._wrong(
                row.number,
                STATUS,
                f"The status is “{location.get_status_display()}”; change it on the listing’s page.",
            )

    def _check_known(self, row: Row, texts: Mapping[str, str], location: Location) -> None:
        listing = self._known.listings[location.pk]
        present = texts_of(listing)
        errors_before = len(self._checked.errors)
        sections, changes = {}, []
        for section in _touched(texts, present):
            values = self._values(row, section, {**present, **texts}, listing[section], location)
            if values is None:
                continue
            own = changes_between(facts_of(listing[section]), facts_of(values))
            if own:
                sections[section.value] = PlannedSection(values, version_of(listing[section]))
                changes += own
        if len(self._checked.errors) > errors_before:
            return
        if changes:
            self._plan(row, location.pk, location.name, sections, changes)
        else:
            self._checked.unchanged += 1

    def _check_new(self, row: Row, texts: Mapping[str, str]) -> None:
        """A row without an id is a new location, a draft: it needs a name and an address."""
        listing = EMPTY_LISTING
        present = texts_of(listing)
        errors_before = len(self._checked.errors)
        sections, changes = {}, []
        for section in dict.fromkeys([ListingSection.CONTACT, *_touched(texts, present)]):
            values = self._values(row, section, {**present, **texts}, listing[section], None)
            if values is not None:
                for name in SECTIONS[section].practice_columns:  # none given is none changed
                    if not values.get(name):
                        values.pop(name, None)
                sections[section.value] = PlannedSection(values, "")
                changes += changes_between(facts_of(listing[section]), facts_of(values))
        if len(self._checked.errors) == errors_before:
            self._plan(row, None, texts.get("Name", ""), sections, changes)

    def _plan(
        self,
        row: Row,
        location_id: int | None,
        name: str,
        sections: dict[str, PlannedSection],
        changes: list[Change],
    ) -> None:
        facts = [[change.key, change.before, change.after] for change in changes]
        self._checked.rows.append(PlannedRow(row.number, location_id, name, sections, facts, []))

    def _values(
        self,
        row: Row,
        section: ListingSection,
        texts: Mapping[str, str],
        present: Values,
        location: Location | None,
    ) -> Values | None:
        """The section's values from the row's cells; None, with errors noted, if the editor refuses them."""
        by_name = {column.name: texts[column.header] for column in OF_SECTION[section]}
        data, wrong = section_data(section, by_name, self._known.catalog)
        for name, message in wrong.items():
            self._wrong(row.number, HEADER_OF[name], message)
        if wrong or (section == ListingSection.CONTACT and not self._may_look_up(row, by_name, present)):
            return None
        checked = check_section(
            section,
            data,
            present=present,
            catalog=self._known.catalog,
            colleagues=self._colleagues if section == ListingSection.CLINICIANS else [],
            is_public=location is not None and location.status == Location.Status.PUBLISHED,
        )
        for name, message in checked.errors:
            self._wrong(row.number, _header_of(section, name), _in_a_file(message))
        return checked.values

    def _may_look_up(self, row: Row, cells: Mapping[str, str], present: Values) -> bool:
        """Whether another machine may be asked for this address too, if it has to be: each takes a while."""
        is_same = all(cells[name] == normal(present[name]) for name in ADDRESS_FIELDS)
        if settings.GEOCODER == GAZETTEER or (is_same and cells["latitude"]):
            return True
        self._looked_up += 1
        if self._looked_up <= MAX_LOOKED_UP:
            return True
        self._wrong(
            row.number,
            "Street",
            f"At most {MAX_LOOKED_UP} addresses of a file can be looked up. Upload the file in parts.",
        )
        return False

    def _wrong(self, number: int, column: str, message: str) -> None:
        self._checked.errors.append(CellError(number, column, message))


EMPTY_LISTING: SectionValues = {
    section: {field.name: field.kind.nothing() for field in spec.entries}
    for section, spec in SECTIONS.items()
}


def _touched(texts: Mapping[str, str], present: Mapping[str, str]) -> Iterator[ListingSection]:
    """The sections with at least one cell that differs from a fresh download."""
    for section, columns in OF_SECTION.items():
        if any(
            column.header in texts and texts[column.header] != present[column.header]
            for column in columns
            if column.header != PIN_IS_RIGHT
        ):
            yield section


def _header_of(section: ListingSection, name: str) -> str:
    """The column of a field or of a list of rows; the section's first one for errors of the whole section."""
    return HEADER_OF.get(name) or _header_of_part(section, name) or OF_SECTION[section][0].header


def _in_a_file(message: str) -> str:
    """The sentence, which is written for a page, as it reads for a file."""
    return message.replace("or tick this box if it is right", f"or write yes under “{PIN_IS_RIGHT}”")


def _header_of_part(section: ListingSection, name: str) -> str | None:
    """The column of a field that is a part of one: `opens-0-1` is on Monday."""
    kind, _, rest = name.partition("-")
    if section == ListingSection.HOURS:
        return HEADER_OF.get(f"day-{rest.partition('-')[0]}")
    if section == ListingSection.INSURANCE:
        return HEADER_OF.get(f"{kind}/in-network")
    return None
