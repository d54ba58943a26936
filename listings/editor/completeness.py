"""What patients miss on a listing, in their words, and where to add it."""

from dataclasses import dataclass

from providers.fields.definitions import FIELDS
from providers.fields.field import Field, Gap, ListingSection
from providers.fields.kinds import Values
from providers.listing.values import SectionValues
from providers.models import Location


@dataclass(frozen=True)
class Missing:
    """A sentence, and the section that would answer it."""

    section: ListingSection
    sentence: str


@dataclass(frozen=True)
class Completeness:
    """`known` of `asked` things that patients look for are there."""

    known: int
    asked: int
    missing: tuple[Missing, ...]

    def of(self, section: ListingSection) -> tuple[Missing, ...]:
        return tuple(one for one in self.missing if one.section == section)


# In the order in which patients decide: can I reach them, do they treat me, what does it cost, can I come.
_SECTION_ORDER = {section: place for place, section in enumerate(ListingSection)}
ASKED_GAPS: tuple[tuple[Field, Gap], ...] = tuple(
    sorted(
        ((field, gap) for field in FIELDS for gap in field.gaps),
        key=lambda asked: (_SECTION_ORDER[asked[0].section], not asked[1].urgent),
    )
)


def completeness(listing: SectionValues, location: Location) -> Completeness:
    values: Values = {"practice_website": location.practice.website}
    for section_values in listing.values():
        values |= section_values
    missing = tuple(
        Missing(field.section, gap.sentence)
        for field, gap in ASKED_GAPS
        if not _is_filled(field, gap, values)
    )
    return Completeness(len(ASKED_GAPS) - len(missing), len(ASKED_GAPS), missing)


def _is_filled(field: Field, gap: Gap, values: Values) -> bool:
    if gap.is_filled is not None:
        return gap.is_filled(values)
    return field.kind.is_known(values[field.name])
