"""A listing: a location with everything that belongs to it, as one value.

`reading.py` reads it. The location's page, the editor's preview, confirming, the dashboard and the
spreadsheet all take it, so that they can't disagree about what a listing says.
"""

from dataclasses import dataclass
from datetime import date, time

from providers.models import Credential, Location, Practice, Section, Vocabulary
from providers.vocabulary.catalog import CatalogTerm


@dataclass(frozen=True, slots=True)
class Network:
    """Whether the location is in a payer's network for a service (values of PayerNetwork), since when and by
    whose word (a Source, or "")."""

    payer: CatalogTerm
    service: str
    status: str
    confirmed_on: date | None
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Program:
    """TMS combined with a therapy: values of CombinedProgram. No condition: for everyone."""

    therapy: CatalogTerm
    condition: CatalogTerm | None
    timing: str
    delivery: str
    partner_name: str
    therapist_credentials: tuple[str, ...]
    shared_plan: bool | None
    attested_on: date | None
    attested_by: str


@dataclass(frozen=True, slots=True)
class OpenHours:
    """One span of a weekday, 0 for Monday, in the location's own time zone."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which a location is closed though its week says open; the label may be empty."""

    first_day: date
    last_day: date
    label: str

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class ListedClinician:
    """Who works at the location. `id` is None for somebody who isn't saved yet; no NPI is ""."""

    id: int | None
    first_name: str
    last_name: str
    credential: str
    npi: str
    role: str

    @property
    def full_name(self) -> str:
        """Name and credential as written on a door: "Ana Ruiz, PhD"."""
        name = f"{self.first_name} {self.last_name}"
        return f"{name}, {Credential(self.credential).label}" if self.credential else name


@dataclass(frozen=True, slots=True)
class ListedPhoto:
    """A picture; `width` and `height` are those of its largest size, in pixels."""

    key: str
    alternative_text: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class SectionConfirmation:
    """When a section (a value of Section) was last confirmed, and by whose word (a Source)."""

    section: str
    confirmed_on: date
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class DeviceClearance:
    """What the FDA cleared: a device, for a condition and ages."""

    device: CatalogTerm
    condition_id: int
    age_min: int | None
    age_max: int | None
    for_adults: bool
    is_adjunct: bool
    use: str
    status: str
    decision_date: str
    number: str
    protocol: str
    source_url: str
    is_verified: bool
    checked_on: date


@dataclass(frozen=True, slots=True)
class Listing:
    """A location, its practice, and all that belongs to it, each tuple in the order in which it is shown.

    `location` has its own columns; what else it has is here. `terms` are those of all vocabularies but
    payers. `clearances` are those of the conditions in `terms`, with any device. `fingerprint` changes
    whenever anything else here does; it is empty where values were put in that are not saved.
    """

    location: Location
    practice: Practice
    terms: tuple[CatalogTerm, ...] = ()
    networks: tuple[Network, ...] = ()
    programs: tuple[Program, ...] = ()
    hours: tuple[OpenHours, ...] = ()
    closures: tuple[ClosedDays, ...] = ()
    clinicians: tuple[ListedClinician, ...] = ()
    photos: tuple[ListedPhoto, ...] = ()
    confirmations: tuple[SectionConfirmation, ...] = ()
    clearances: tuple[DeviceClearance, ...] = ()
    fingerprint: str = ""

    def terms_of(self, vocabulary: str) -> tuple[CatalogTerm, ...]:
        """The terms of one vocabulary, in its order."""
        return tuple(term for term in self.terms if term.vocabulary == vocabulary)

    def labels_of(self, vocabulary: Vocabulary) -> list[str]:
        return [term.label for term in self.terms_of(vocabulary)]

    def confirmation_of(self, section: Section) -> SectionConfirmation | None:
        """None while the section was never confirmed."""
        return next((found for found in self.confirmations if found.section == section), None)

    def days_since(self, section: Section, today: date) -> int | None:
        """Days since the section was confirmed; None for never."""
        found = self.confirmation_of(section)
        return (today - found.confirmed_on).days if found else None

    @property
    def website(self) -> str:
        """The location's own, or the practice's; "" for none."""
        return self.location.website or self.practice.website
