"""The sections of a listing as staff edit and save them, each with the fields it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from providers.fields.definitions import FIELDS
from providers.fields.field import Field, ListingSection
from providers.fields.kinds import Plain, RowList, VocabularyTerms
from providers.models import Section, Vocabulary


@dataclass(frozen=True)
class SectionSpec:
    """A section of the editor. `confirms` is the part of the listing that saving all of it confirms."""

    label: str
    entries: tuple[Field, ...]
    confirms: Section | None = None

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The keys of the section's values."""
        return tuple(field.name for field in self.entries)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those that are columns of the location."""
        return tuple(
            field.name for field in self.entries if isinstance(field.kind, Plain) and not field.is_practices
        )

    @cached_property
    def practice_columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.entries if field.is_practices)

    @cached_property
    def vocabularies(self) -> tuple[Vocabulary, ...]:
        return tuple(
            field.kind.vocabulary for field in self.entries if isinstance(field.kind, VocabularyTerms)
        )

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """Those that are lists of rows."""
        return tuple(field.name for field in self.entries if isinstance(field.kind, RowList))


# Hours, clinicians, accessibility, photos and "about" confirm nothing: the five dates of a listing speak of
# other facts.
_SECTIONS: dict[ListingSection, tuple[str, Section | None]] = {
    ListingSection.CONTACT: ("Contact and address", Section.CONTACT),
    ListingSection.SERVICES: ("Services and devices", Section.SERVICES),
    ListingSection.PROGRAMS: ("TMS together with therapy", Section.PROGRAMS),
    ListingSection.INSURANCE: ("Insurance and paying", Section.INSURANCE),
    ListingSection.AVAILABILITY: ("New patients and ages", Section.AVAILABILITY),
    ListingSection.HOURS: ("Hours and holidays", None),
    ListingSection.CLINICIANS: ("Clinicians", None),
    ListingSection.ACCESS: ("Accessibility and languages", None),
    ListingSection.PHOTOS: ("Photos", None),
    ListingSection.ABOUT: ("About", None),
}

SECTIONS: Mapping[ListingSection, SectionSpec] = {
    section: SectionSpec(label, tuple(field for field in FIELDS if field.section == section), confirms)
    for section, (label, confirms) in _SECTIONS.items()
}
SECTION_OF: Mapping[str, ListingSection] = {field.name: field.section for field in FIELDS}
