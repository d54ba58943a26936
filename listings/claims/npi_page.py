"""What an admin sees of a practice's NPI: its check digit, and how it matches the national registry."""

from dataclasses import dataclass

from listings.models import Claim, RegistryRecord
from listings.registry.comparing import Compared, Likeness, compare
from providers.npi import is_valid_npi
from providers.web import words

REGISTRY = "https://npiregistry.cms.hhs.gov/provider-view/"


@dataclass(frozen=True)
class Row:
    """One field of the listing beside the registry's."""

    field: str
    ours: str
    theirs: str
    in_words: str


@dataclass(frozen=True)
class NpiCheck:
    """What is known about one NPI: its check digit, and the registry's record beside the listing."""

    npi: str
    whose: str
    check_digit: str
    finding: str
    is_doubtful: bool
    rows: tuple[Row, ...]
    more: str
    url: str


def npi_checks(claim: Claim, records: dict[str, RegistryRecord]) -> tuple[NpiCheck, ...]:
    whose = {}
    if claim.practice.npi:
        whose[claim.practice.npi] = "On the listing"
    if claim.npi:
        same = "On the listing, and as the claimant gives it"
        whose[claim.npi] = same if claim.npi in whose else "As the claimant gives it"
    return tuple(npi_check(claim, npi, origin, records.get(npi)) for npi, origin in whose.items())


def npi_check(claim: Claim, npi: str, whose: str, record: RegistryRecord | None) -> NpiCheck:
    rows = compare(claim.practice, claim.location, record) if record else ()
    finding, is_doubtful = found(npi, record, rows)
    return NpiCheck(
        npi=npi,
        whose=whose,
        check_digit=f"The check digit is {'right' if is_valid_npi(npi) else 'wrong'}.",
        finding=finding,
        is_doubtful=is_doubtful,
        rows=tuple(readable(row) for row in rows),
        more=about(record) if record else "",
        url=f"{REGISTRY}{npi}",
    )


def readable(row: Compared) -> Row:
    shown = words.phone if row.field == "Phone" else str
    return Row(row.field, shown(row.ours), shown(row.theirs), in_words(row))


def in_words(row: Compared) -> str:
    """How like the two are: "the same", "alike (82%)"; ZIP and phone are the same or not."""
    if row.likeness in (Likeness.ALIKE, Likeness.DIFFERENT) and row.percent:
        return f"{row.likeness.value} ({row.percent}%)"
    return row.likeness.value


def found(npi: str, record: RegistryRecord | None, rows: tuple[Compared, ...]) -> tuple[str, bool]:
    """The kind of check, its date and its source (domain rules, "Licences"); and whether that is doubtful."""
    if record is None:
        return f"NPI {npi} is not in our copy of NPPES. Load a newer file, or look it up there.", True
    day = words.long_date(record.read_on)
    if record.deactivated_on:
        ended = words.long_date(record.deactivated_on)
        return f"NPI {npi} was deactivated on {ended}, as of the NPPES file of {day}.", True
    if rows[0].likeness in (Likeness.SAME, Likeness.ALIKE):
        return f"NPI {npi} matched to NPPES on {day}.", False
    return f"NPI {npi} is in the NPPES file of {day}, under another name.", True


def about(record: RegistryRecord) -> str:
    """What else the registry says, in one line."""
    parts = [
        record.get_entity_type_display() or "",
        record.credential,
        f"taxonomy {record.taxonomy}" if record.taxonomy else "",
        f"last updated {words.long_date(record.updated_on)}" if record.updated_on else "",
    ]
    return ", ".join(filter(None, parts))
