"""What the admins' page about a claim says of the practice's NPI: its check digit, and how it matches the
national registry."""

from dataclasses import dataclass

from listings.models import Claim, RegistryRecord
from listings.registry.comparing import Compared, Likeness, compare
from providers import words
from providers.npi import is_valid_npi

REGISTRY = "https://npiregistry.cms.hhs.gov/provider-view/"


@dataclass(frozen=True)
class ComparedRow:
    """One field, as the listing and as the registry have it."""

    field: str
    ours: str
    theirs: str
    in_words: str


@dataclass(frozen=True)
class NpiCheck:
    """What is known about one NPI: its check digit, and the registry's record compared with the listing."""

    npi: str
    whose: str
    check_digit: str
    finding: str
    is_doubtful: bool
    rows: tuple[ComparedRow, ...]
    more: str
    url: str


def npi_checks(claim: Claim, records: dict[str, RegistryRecord]) -> tuple[NpiCheck, ...]:
    whose: dict[str, str] = {}
    if claim.practice.npi:
        whose[claim.practice.npi] = "On the listing"
    if claim.npi:
        same = "On the listing, and as the claimant gives it"
        whose[claim.npi] = same if claim.npi in whose else "As the claimant gives it"
    return tuple(npi_check(claim, npi, origin, records.get(npi)) for npi, origin in whose.items())


def npi_check(claim: Claim, npi: str, whose: str, record: RegistryRecord | None) -> NpiCheck:
    rows = compare(claim.practice, claim.location, record) if record else ()
    finding, is_doubtful = registry_finding(npi, record, rows)
    return NpiCheck(
        npi=npi,
        whose=whose,
        check_digit=f"The check digit is {'right' if is_valid_npi(npi) else 'wrong'}.",
        finding=finding,
        is_doubtful=is_doubtful,
        rows=tuple(compared_row(row) for row in rows),
        more=details_of(record) if record else "",
        url=f"{REGISTRY}{npi}",
    )


def compared_row(row: Compared) -> ComparedRow:
    shown = words.phone if row.field == "Phone" else str
    return ComparedRow(row.field, shown(row.ours), shown(row.theirs), likeness_in_words(row))


def likeness_in_words(row: Compared) -> str:
    """How like the two are: "the same", "alike (82%)"; ZIP and phone are the same or not."""
    if row.likeness in (Likeness.ALIKE, Likeness.DIFFERENT) and row.percent:
        return f"{row.likeness.value} ({row.percent}%)"
    return row.likeness.value


def registry_finding(npi: str, record: RegistryRecord | None, rows: tuple[Compared, ...]) -> tuple[str, bool]:
    """The check, its date and its source in a sentence; and whether the result is doubtful."""
    if record is None:
        return f"NPI {npi} is not in our copy of NPPES. Load a newer file, or look it up there.", True
    day = words.long_date(record.read_on)
    if record.deactivated_on:
        ended = words.long_date(record.deactivated_on)
        return f"NPI {npi} was deactivated on {ended}, as of the NPPES file of {day}.", True
    if rows[0].likeness in (Likeness.SAME, Likeness.ALIKE):
        return f"NPI {npi} matched to NPPES on {day}.", False
    return f"NPI {npi} is in the NPPES file of {day}, under another name.", True


def details_of(record: RegistryRecord) -> str:
    """What else the registry says, in one line."""
    parts = [
        record.get_entity_type_display() or "",
        record.credential,
        f"taxonomy {record.taxonomy}" if record.taxonomy else "",
        f"last updated {words.long_date(record.updated_on)}" if record.updated_on else "",
    ]
    return ", ".join(filter(None, parts))
