"""A listing as plain data by section, as forms, history, the spreadsheet and held changes have it.

The shapes of the values: providers/fields/kinds. The way back: `changed.py`.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.field import ListingSection
from providers.fields.kinds import Values, VocabularyTerms
from providers.fields.sections import SECTIONS
from providers.listing.listing import Listing
from providers.listing.reading import read_listing

SectionValues = dict[ListingSection, Values]


def read_values(location_id: int) -> SectionValues:
    """The values of every section of one location. Raises ListingNotFound."""
    return values_of(read_listing(location_id))


def read_section(location_id: int, section: ListingSection) -> Values:
    """The values of one section. Raises ListingNotFound."""
    return read_values(location_id)[section]


def values_of(listing: Listing) -> SectionValues:
    """The values of every section."""
    return {
        section: {name: field_value(listing, name) for name in spec.fields}
        for section, spec in SECTIONS.items()
    }


def field_value(listing: Listing, name: str) -> Any:
    """What a listing says in one field, as JSON has it."""
    field = FIELD_BY_NAME[name]
    if isinstance(field.kind, VocabularyTerms):
        return [term.slug for term in listing.terms_of(field.kind.vocabulary)]
    if name in _LISTS:
        return _LISTS[name](listing)
    if field.is_practices:
        return getattr(listing.practice, name) or ""
    return getattr(listing.location, name)


def _networks(listing: Listing) -> list[Values]:
    return [
        {"payer": row.payer.slug, "service": row.service, "status": row.status} for row in listing.networks
    ]


def _programs(listing: Listing) -> list[Values]:
    return [
        {
            "therapy": row.therapy.slug,
            "condition": row.condition.slug if row.condition else "",
            "timing": row.timing,
            "delivery": row.delivery,
            "partner_name": row.partner_name,
            "therapist_credentials": list(row.therapist_credentials),
            "shared_plan": row.shared_plan,
        }
        for row in listing.programs
    ]


def _hours(listing: Listing) -> list[Values]:
    return [
        {"weekday": span.weekday, "opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
        for span in listing.hours
    ]


def _closures(listing: Listing) -> list[Values]:
    return [
        {
            "first_day": closed.first_day.isoformat(),
            "last_day": closed.last_day.isoformat(),
            "label": closed.label,
        }
        for closed in listing.closures
    ]


_LISTS: dict[str, Callable[[Listing], list[Values]]] = {
    "networks": _networks,
    "programs": _programs,
    "hours": _hours,
    "closures": _closures,
    "clinicians": lambda listing: [asdict(person) for person in listing.clinicians],
    "photos": lambda listing: [asdict(photo) for photo in listing.photos],
}
