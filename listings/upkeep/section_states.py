"""The five sections of a listing that staff confirm: what each says now, when it was confirmed and by
whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from providers import words
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.kinds import Plain, VocabularyTerms
from providers.fields.sections import SECTIONS
from providers.listing.field_lines import listing_line
from providers.listing.listing import Listing, Program
from providers.listing.location import accepting_words, address_lines, ages_sentence, section_date
from providers.models import REMINDER_DAYS, Delivery, PayerNetwork, Section, Timing, Vocabulary
from providers.web.freshness import Confirmed
from providers.web.program_words import DELIVERY_WORDS, TIMING_WORDS

NOT_KNOWN = "Not known"
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SectionState:
    """One section. `facts` are pairs of a label and what the listing says; `days` since it was confirmed,
    None for never. `is_due`: 60 days or more, or never."""

    name: str
    label: str
    facts: Lines
    confirmed: Confirmed
    days: int | None

    @property
    def is_due(self) -> bool:
        return self.days is None or self.days >= REMINDER_DAYS


def sections_of(listing: Listing, today: date) -> tuple[SectionState, ...]:
    """All five, in their order."""
    return tuple(
        SectionState(
            section.value,
            section.label,
            (*_LINES[section](listing), *other_lines(listing, section)),
            section_date(listing, section, today),
            listing.days_since(section, today),
        )
        for section in Section
    )


def contact(listing: Listing) -> Lines:
    location = listing.location
    phone = words.phone(location.phone, location.phone_extension) if location.phone else NOT_KNOWN
    return (
        ("Address", ", ".join(address_lines(location))),
        (_label("phone"), phone),
        (_label("website"), listing.website or NOT_KNOWN),
    )


def insurance(listing: Listing) -> Lines:
    by_status: dict[tuple[str, str], list[str]] = {}
    for network in listing.networks:
        by_status.setdefault((network.status, network.service), []).append(network.payer.label)
    lines = [
        (
            f"{PayerNetwork.Status(status).label} for {PayerNetwork.Service(service).label}",
            words.listed(payers),
        )
        for (status, service), payers in sorted(by_status.items())
    ]
    return tuple(lines or [("Plans", NOT_KNOWN)])


def availability(listing: Listing) -> Lines:
    location = listing.location
    groups = listing.labels_of(Vocabulary.AGE_GROUP)
    return (
        (_label("accepting_new_patients"), accepting_words(listing) or NOT_KNOWN),
        (_label("age_group"), ages_sentence(location.age_min, location.age_max, groups)),
    )


def programs(listing: Listing) -> Lines:
    if not listing.programs:
        return ((_label("programs"), "None listed"),)
    return tuple((program.therapy.label, program_words(program)) for program in listing.programs)


def program_words(program: Program) -> str:
    """ "For OCD: on site, the same day after TMS"."""
    condition = f"For {words.inside_sentence(program.condition.label)}: " if program.condition else ""
    where = DELIVERY_WORDS[Delivery(program.delivery)]
    partner = f" ({program.partner_name})" if program.partner_name else ""
    return f"{condition}{where}{partner}, {TIMING_WORDS[Timing(program.timing)]}"


def other_lines(listing: Listing, section: Section) -> Iterator[tuple[str, str]]:
    """The section's other fields, from their definitions: terms, and what the page shows in a line."""
    for spec in SECTIONS.values():
        for field in spec.entries if spec.confirms == section else ():
            if field.name in _TOLD:
                continue
            if isinstance(field.kind, VocabularyTerms):
                yield field.label, words.listed(listing.labels_of(field.kind.vocabulary)) or NOT_KNOWN
            elif isinstance(field.kind, Plain) and field.page is not None:
                yield field.label, listing_line(field, listing) or NOT_KNOWN


def _label(name: str) -> str:
    return FIELD_BY_NAME[name].label


# Told together with others.
_TOLD = frozenset({"age_group"})
_LINES: dict[Section, Callable[[Listing], Lines]] = {
    Section.CONTACT: contact,
    Section.SERVICES: lambda listing: (),
    Section.INSURANCE: insurance,
    Section.AVAILABILITY: availability,
    Section.PROGRAMS: programs,
}
