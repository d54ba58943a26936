"""Turning a row of the registry's file into the fields of a RegistryRecord."""

from datetime import date
from typing import NamedTuple

from listings.registry import columns
from providers.npi import is_valid_npi


class NotARecord(ValueError):
    """A row without a valid NPI, or with an invalid day: truncated or mixed up."""


class Record(NamedTuple):
    """The fields of RegistryRecord, in the order of the copy. Deactivated rows are mostly blank."""

    npi: str
    entity_type: int | None
    name: str
    other_name: str
    credential: str
    street: str
    city: str
    state: str
    postal_code: str
    phone: str
    taxonomy: str
    updated_on: date | None
    deactivated_on: date | None


def as_record(row: dict[str, str]) -> Record:
    """Raises NotARecord."""
    npi = text(row, columns.NPI, 11)
    if not is_valid_npi(npi):
        raise NotARecord(f"{npi!r} is not an NPI.")
    person = " ".join(filter(None, (text(row, columns.FIRST_NAME, 100), text(row, columns.LAST_NAME, 100))))
    street = " ".join(filter(None, (text(row, columns.STREET, 120), text(row, columns.STREET_DETAIL, 79))))
    return Record(
        npi=npi,
        entity_type={"1": 1, "2": 2}.get(text(row, columns.KIND, 2)),
        name=text(row, columns.ORGANIZATION, 200) or person[:200],
        other_name=text(row, columns.OTHER_NAME, 200),
        credential=text(row, columns.CREDENTIAL, 40),
        street=street,
        city=text(row, columns.CITY, 100),
        state=text(row, columns.STATE, 40),
        postal_code=text(row, columns.ZIP, 5),
        phone=text(row, columns.PHONE, 20),
        taxonomy=taxonomy(row),
        updated_on=day(row, columns.UPDATED),
        deactivated_on=deactivated(row),
    )


def text(row: dict[str, str], name: str, max_length: int) -> str:
    """One cell without repeated spaces and without NUL, which PostgreSQL refuses; "" for "<UNAVAIL>"."""
    words = " ".join((row.get(name) or "").replace("\0", " ").split())
    return "" if words == "<UNAVAIL>" else words[:max_length].strip()


def day(row: dict[str, str], name: str) -> date | None:
    """From month/day/year; None for an empty cell. Raises NotARecord."""
    written = text(row, name, 20)
    try:
        month, of_month, year = written.split("/") if written else ("", "", "")
        return date(int(year), int(month), int(of_month)) if written else None
    except ValueError as error:
        raise NotARecord(f"{written!r} is not a day.") from error


def deactivated(row: dict[str, str]) -> date | None:
    """The day on which the NPI was deactivated, unless it has been reactivated since."""
    ended, again = day(row, columns.DEACTIVATED), day(row, columns.REACTIVATED)
    return None if ended and again and again >= ended else ended


def taxonomy(row: dict[str, str]) -> str:
    """The NUCC code marked as primary, else the first."""
    for n in range(1, columns.MAX_TAXONOMIES + 1):
        if text(row, columns.IS_PRIMARY.format(n=n), 1) == "Y":
            return text(row, columns.TAXONOMY.format(n=n), 10)
    return text(row, columns.TAXONOMY.format(n=1), 10)
