"""The five sections of a listing as staff confirm them: what each says now, when it was confirmed and by
whom."""

from dataclasses import dataclass
from datetime import date

from listings.upkeep.facts import Facts, ProgramFact
from providers.listing.location import address_lines, ages_sentence
from providers.models import REMINDER_DAYS, Delivery, Location, PayerNetwork, Section, Timing, Vocabulary
from providers.web import words
from providers.web.availability import new_patients
from providers.web.freshness import Confirmed, confirmed
from providers.web.program_words import DELIVERY_WORDS, TIMING_WORDS

NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class SectionState:
    """One section. `facts` are pairs of a label and what the listing says; `days` since it was confirmed,
    None for never. `is_due`: 60 days or more, or never."""

    name: str
    label: str
    facts: tuple[tuple[str, str], ...]
    confirmed: Confirmed
    days: int | None

    @property
    def is_due(self) -> bool:
        return self.days is None or self.days >= REMINDER_DAYS


def sections_of(location: Location, facts: Facts, today: date) -> tuple[SectionState, ...]:
    """All five, in their order."""
    lines = {
        Section.CONTACT: contact(location),
        Section.SERVICES: services(facts),
        Section.INSURANCE: insurance(facts),
        Section.AVAILABILITY: availability(location, facts),
        Section.PROGRAMS: programs(facts),
    }
    states = []
    for section in Section:
        day, by = facts.confirmations.get(section.value, (None, ""))
        days = (today - day).days if day else None
        states.append(
            SectionState(section.value, section.label, lines[section], confirmed(day, by, today), days)
        )
    return tuple(states)


def contact(location: Location) -> tuple[tuple[str, str], ...]:
    phone = words.phone(location.phone, location.phone_extension) if location.phone else NOT_KNOWN
    return (
        ("Address", ", ".join(address_lines(location))),
        ("Phone", phone),
        ("Website", location.website or location.practice.website or NOT_KNOWN),
    )


def services(facts: Facts) -> tuple[tuple[str, str], ...]:
    return (
        ("Treats", labels(facts, Vocabulary.CONDITION)),
        ("Therapies", labels(facts, Vocabulary.THERAPY)),
        ("TMS protocols", labels(facts, Vocabulary.PROTOCOL)),
        ("TMS devices", labels(facts, Vocabulary.DEVICE)),
        ("By video or phone", labels(facts, Vocabulary.TELEHEALTH)),
    )


def insurance(facts: Facts) -> tuple[tuple[str, str], ...]:
    by_status: dict[tuple[str, str], list[str]] = {}
    for payer, service, status in facts.networks:
        by_status.setdefault((status, service), []).append(payer)
    lines = [
        (
            f"{PayerNetwork.Status(status).label} for {PayerNetwork.Service(service).label}",
            words.listed(payers),
        )
        for (status, service), payers in sorted(by_status.items())
    ]
    return (*(lines or [("Plans", NOT_KNOWN)]), ("Ways to pay", labels(facts, Vocabulary.PAYMENT)))


def availability(location: Location, facts: Facts) -> tuple[tuple[str, str], ...]:
    groups = [label.removeprefix("Ages ") for label in facts.labels.get(Vocabulary.AGE_GROUP.value, ())]
    ages = ages_sentence(location.age_min, location.age_max, ())
    return (
        ("New patients", new_patients(location.accepting_new_patients, location.wait_weeks) or NOT_KNOWN),
        ("Ages", words.listed(groups) or NOT_KNOWN if ages == NOT_KNOWN else ages),
        ("Hours for working people", labels(facts, Vocabulary.SCHEDULE)),
    )


def programs(facts: Facts) -> tuple[tuple[str, str], ...]:
    if not facts.programs:
        return (("Programs", "None listed"),)
    return tuple((program.therapy, program_words(program)) for program in facts.programs)


def program_words(program: ProgramFact) -> str:
    """ "For OCD: on site, the same day after TMS"."""
    condition = f"For {words.inside_sentence(program.condition)}: " if program.condition else ""
    where = DELIVERY_WORDS[Delivery(program.delivery)]
    partner = f" ({program.partner_name})" if program.partner_name else ""
    return f"{condition}{where}{partner}, {TIMING_WORDS[Timing(program.timing)]}"


def labels(facts: Facts, vocabulary: Vocabulary) -> str:
    return words.listed(facts.labels.get(vocabulary.value, ())) or NOT_KNOWN
