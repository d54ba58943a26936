"""The sections of a listing as staff edit them, each saved by itself: what each holds.

Values are plain data, as JSON has it, so that forms, history, the spreadsheet and a change that waits for a
check all speak of the same thing:

- contact: the location's columns of that name, and `npi`, the practice's. Empty text for none.
- a vocabulary (`condition`, `language`, ...): the slugs of the terms, in the vocabulary's order.
- `networks`: [{"payer", "service", "status"}], a slug and values of PayerNetwork; not listed is not known.
- `programs`: [{"therapy", "condition", "timing", "delivery", "partner_name", "therapist_credentials",
  "shared_plan"}]; condition is a slug or "", shared_plan true, false or null (not known).
- `hours`: [{"weekday", "opens", "closes"}], 0 for Monday, "09:00". `closures`: [{"first_day", "last_day",
  "label"}], days as "2026-11-26".
- `clinicians`: [{"id", "first_name", "last_name", "credential", "npi", "role"}]; id is null for a new one.
- `photos`: [{"key", "alternative_text", "width", "height"}] in their order.
"""

from dataclasses import dataclass
from enum import StrEnum

from providers.models import Section, Vocabulary


class ListingSection(StrEnum):
    """One page of the editor each; the value is the last part of its address."""

    CONTACT = "contact"
    SERVICES = "services"
    PROGRAMS = "programs"
    INSURANCE = "insurance"
    AVAILABILITY = "availability"
    HOURS = "hours"
    CLINICIANS = "clinicians"
    ACCESS = "access"
    PHOTOS = "photos"
    ABOUT = "about"


@dataclass(frozen=True)
class SectionSpec:
    """What a section holds. `confirms`: the part of the listing that saving all of it confirms."""

    label: str
    columns: tuple[str, ...] = ()
    practice_columns: tuple[str, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    lists: tuple[str, ...] = ()
    confirms: Section | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys of the section's values."""
        terms = tuple(vocabulary.value for vocabulary in self.vocabularies)
        return (*self.columns, *self.practice_columns, *self.lists, *terms)


ADDRESS = (
    "street",
    "street_detail",
    "city",
    "state",
    "postal_code",
    "latitude",
    "longitude",
    "is_approximate",
    "time_zone",
)
PHONE = ("phone", "phone_extension")

# Of one program, in the order of its form.
PROGRAM_PARTS = (
    "therapy",
    "condition",
    "timing",
    "delivery",
    "partner_name",
    "therapist_credentials",
    "shared_plan",
)

# What can send a patient to somebody else: held for a check where it looks suspicious.
SENSITIVE = frozenset({"name", "npi", *ADDRESS, *PHONE, "website"})

# Hours, clinicians, access, photos and words confirm nothing: who saves them has not looked at the facts that
# the five dates of a listing speak of.
SECTIONS: dict[ListingSection, SectionSpec] = {
    ListingSection.CONTACT: SectionSpec(
        "Contact and address",
        columns=("name", *ADDRESS, *PHONE, "website", "email"),
        practice_columns=("npi",),
        confirms=Section.CONTACT,
    ),
    ListingSection.SERVICES: SectionSpec(
        "Services and devices",
        vocabularies=(
            Vocabulary.CONDITION,
            Vocabulary.PROTOCOL,
            Vocabulary.DEVICE,
            Vocabulary.THERAPY,
            Vocabulary.TELEHEALTH,
        ),
        confirms=Section.SERVICES,
    ),
    ListingSection.PROGRAMS: SectionSpec(
        "TMS together with therapy", lists=("programs",), confirms=Section.PROGRAMS
    ),
    ListingSection.INSURANCE: SectionSpec(
        "Insurance and paying",
        vocabularies=(Vocabulary.PAYMENT,),
        lists=("networks",),
        confirms=Section.INSURANCE,
    ),
    ListingSection.AVAILABILITY: SectionSpec(
        "New patients and ages",
        columns=("accepting_new_patients", "wait_weeks", "age_min", "age_max"),
        vocabularies=(Vocabulary.AGE_GROUP, Vocabulary.SCHEDULE),
        confirms=Section.AVAILABILITY,
    ),
    ListingSection.HOURS: SectionSpec("Hours and holidays", lists=("hours", "closures")),
    ListingSection.CLINICIANS: SectionSpec("Clinicians", lists=("clinicians",)),
    ListingSection.ACCESS: SectionSpec(
        "Access and languages", vocabularies=(Vocabulary.ACCESSIBILITY, Vocabulary.LANGUAGE)
    ),
    ListingSection.PHOTOS: SectionSpec("Photos", lists=("photos",)),
    ListingSection.ABOUT: SectionSpec("About", columns=("about",)),
}
