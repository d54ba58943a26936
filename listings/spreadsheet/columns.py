"""The columns of the spreadsheet: what each is called, and how a listing fills it.

Multi-valued cells are slugs of the vocabularies, so that they mean the same in a year. Photos have no column:
a picture does not fit into a cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import phonenumbers

from listings.spreadsheet import cells
from providers.fields.facts import Values
from providers.fields.sections import PROGRAM_PARTS, ListingSection
from providers.listing.values import SectionValues
from providers.models import PayerNetwork, Vocabulary

ID = "Location id"
STATUS = "Status"
PIN_IS_RIGHT = "Pin is right"

CLINICIAN_PARTS = ("id", "first_name", "last_name", "credential", "npi", "role")


@dataclass(frozen=True)
class Column:
    """`name` is the field of the section, or for cells that are a part of a field, what the form calls it."""

    header: str
    name: str
    section: ListingSection
    write: Callable[[Values], str]
    vocabulary: Vocabulary | None = None
    hint: str = ""


def plain(name: str, values: Values) -> str:
    value = values[name]
    return "" if value is None else str(value)


def yes_no(name: str, values: Values) -> str:
    return cells.YES_NO[values[name]]


def number(name: str, values: Values) -> str:
    """A coordinate with the six digits that forms keep, without zeros at the end."""
    value = values[name]
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def phone(values: Values) -> str:
    """As Americans write it: a plus in front would look like a formula."""
    try:
        parsed = phonenumbers.parse(values["phone"], "US")
    except phonenumbers.NumberParseException:  # none, or imported data that is no number
        return values["phone"]
    if parsed.country_code != 1:
        return values["phone"]
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def slugs(name: str, values: Values) -> str:
    return cells.join_values(values[name])


def payers(service: str, status: str, values: Values) -> str:
    rows = values["networks"]
    return cells.join_values(
        row["payer"] for row in rows if row["service"] == service and row["status"] == status
    )


def hours(weekday: int, values: Values) -> str:
    return cells.hours_text(values["hours"], weekday)


def closures(values: Values) -> str:
    return cells.join_values(cells.closure_text(row) for row in values["closures"])


def programs(values: Values) -> str:
    return cells.join_values(cells.join_parts(program_parts(row)) for row in values["programs"])


def program_parts(row: Values) -> list[str]:
    listed = {
        **row,
        "therapist_credentials": ", ".join(row["therapist_credentials"]),
        "shared_plan": cells.YES_NO[row["shared_plan"]],
    }
    return [listed[name] for name in PROGRAM_PARTS]


def clinicians(values: Values) -> str:
    return cells.join_values(
        cells.join_parts(str(row[name]) for name in CLINICIAN_PARTS) for row in values["clinicians"]
    )


def _plain(header: str, section: ListingSection, name: str, hint: str = "") -> Column:
    return Column(header, name, section, partial(plain, name), hint=hint)


def _terms(header: str, section: ListingSection, vocabulary: Vocabulary) -> Column:
    return Column(header, vocabulary.value, section, partial(slugs, vocabulary.value), vocabulary)


def _payers(header: str, service: str, status: str) -> Column:
    write = partial(payers, service, status)
    return Column(header, f"{service}/{status}", ListingSection.INSURANCE, write, Vocabulary.PAYER)


_CONTACT, _AVAILABILITY = ListingSection.CONTACT, ListingSection.AVAILABILITY
_IN, _OUT = PayerNetwork.Status.IN_NETWORK.value, PayerNetwork.Status.OUT_OF_NETWORK.value
_TMS, _THERAPY = PayerNetwork.Service.TMS.value, PayerNetwork.Service.THERAPY.value

COLUMNS: tuple[Column, ...] = (
    _plain("Name", _CONTACT, "name"),
    _plain("Street", _CONTACT, "street"),
    _plain("Suite or floor", _CONTACT, "street_detail"),
    _plain("City", _CONTACT, "city"),
    _plain("State", _CONTACT, "state", "two letters"),
    _plain("ZIP", _CONTACT, "postal_code", "five digits"),
    Column("Latitude", "latitude", _CONTACT, partial(number, "latitude"), hint="empty: looked up"),
    Column("Longitude", "longitude", _CONTACT, partial(number, "longitude"), hint="empty: looked up"),
    Column(PIN_IS_RIGHT, "confirm_point", _CONTACT, lambda values: "", hint="yes, if it is far from the ZIP"),
    Column("Phone", "phone", _CONTACT, phone),
    _plain("Phone extension", _CONTACT, "phone_extension"),
    _plain("Website", _CONTACT, "website"),
    _plain("Email", _CONTACT, "email"),
    _plain("NPI of the practice", _CONTACT, "npi"),
    _terms("Conditions", ListingSection.SERVICES, Vocabulary.CONDITION),
    _terms("TMS protocols", ListingSection.SERVICES, Vocabulary.PROTOCOL),
    _terms("TMS devices", ListingSection.SERVICES, Vocabulary.DEVICE),
    _terms("Therapies", ListingSection.SERVICES, Vocabulary.THERAPY),
    _terms("By video or phone", ListingSection.SERVICES, Vocabulary.TELEHEALTH),
    Column(
        "Programs",
        "programs",
        ListingSection.PROGRAMS,
        programs,
        hint="therapy | condition | timing | delivery | partner | credentials | shared plan (yes or no)",
    ),
    _payers("In network for TMS", _TMS, _IN),
    _payers("Out of network for TMS", _TMS, _OUT),
    _payers("In network for therapy", _THERAPY, _IN),
    _payers("Out of network for therapy", _THERAPY, _OUT),
    _terms("Ways to pay", ListingSection.INSURANCE, Vocabulary.PAYMENT),
    Column(
        "Taking new patients",
        "accepting_new_patients",
        _AVAILABILITY,
        partial(yes_no, "accepting_new_patients"),
        hint="yes, no, or empty",
    ),
    _plain("Weeks until a first visit", _AVAILABILITY, "wait_weeks"),
    _plain("Youngest age", _AVAILABILITY, "age_min"),
    _plain("Oldest age", _AVAILABILITY, "age_max"),
    _terms("Ages", _AVAILABILITY, Vocabulary.AGE_GROUP),
    _terms("Hours for working people", _AVAILABILITY, Vocabulary.SCHEDULE),
    *(
        Column(
            day,
            f"day-{weekday}",
            ListingSection.HOURS,
            partial(hours, weekday),
            hint="09:00-12:00; 13:00-17:00",
        )
        for weekday, day in enumerate(cells.DAYS)
    ),
    Column(
        "Closed days",
        "closures",
        ListingSection.HOURS,
        closures,
        hint="2026-12-24 to 2027-01-02 Winter break",
    ),
    Column(
        "Clinicians",
        "clinicians",
        ListingSection.CLINICIANS,
        clinicians,
        hint="id (empty for somebody new) | first name | last name | credential | NPI | role",
    ),
    _terms("Accessibility", ListingSection.ACCESS, Vocabulary.ACCESSIBILITY),
    _terms("Languages", ListingSection.ACCESS, Vocabulary.LANGUAGE),
    _plain("About", ListingSection.ABOUT, "about"),
)
HEADERS = (ID, STATUS, *(column.header for column in COLUMNS))


def texts_of(listing: SectionValues) -> dict[str, str]:
    """Header -> the cell that a listing has there, as download and upload compare it."""
    return {column.header: normal(column.write(listing[column.section])) for column in COLUMNS}


def normal(text: Any) -> str:
    """A cell's text without what spreadsheet programs change by themselves: spaces around it, line ends."""
    return str(text).replace("\r\n", "\n").replace("\r", "\n").strip()
