"""FDA clearances of a condition or a device in words, with source and date.

The wording comes from the vocabulary of the domain: "FDA-cleared", and "Not FDA-cleared for this; evidence
varies". A clearance belongs to a device, a condition and ages: never write "TMS is cleared".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.terms.addresses import term_url
from providers import words
from providers.listing.treatments import ages
from providers.models import Clearance, ClearanceStatus, Term, Vocabulary

NOT_CLEARED = "Not FDA-cleared for this; evidence varies."
NO_RECORD = (
    "We have no record that this device is FDA-cleared for a condition in this directory. Ask the clinic "
    "what it is cleared for."
)


@dataclass(frozen=True)
class ClearanceLine:
    """One clearance: its device or condition with the address of that page, the facts, and their source."""

    name: str
    url: str
    facts: str
    checked: str
    clearance: Clearance


@dataclass(frozen=True)
class Standing:
    """The FDA's position. `headline` is one sentence; `lines` are the clearances behind it, oldest first."""

    headline: str
    is_cleared: bool
    lines: tuple[ClearanceLine, ...]


def of_condition(clearances: Sequence[Clearance]) -> Standing:
    """The devices that are cleared for a condition. `clearances` have their device."""
    if not clearances:
        return Standing(NOT_CLEARED, False, ())
    devices = list(dict.fromkeys(item.device.label for item in clearances if item.device))
    if not devices:
        since = min(item.year for item in clearances)
        headline = f"FDA-cleared since {since}; the record we have names no maker."
    else:
        headline = f"FDA-cleared for this with {words.listed(devices)}."
    return Standing(headline, True, tuple(_line(item, item.device) for item in clearances))


def of_device(clearances: Sequence[Clearance]) -> Standing:
    """The conditions that a device is cleared for. `clearances` have their condition."""
    if not clearances:
        return Standing(NO_RECORD, False, ())
    conditions = dict.fromkeys(words.inside_sentence(item.condition.label) for item in clearances)
    headline = f"FDA-cleared for {words.listed(conditions)}."
    return Standing(headline, True, tuple(_line(item, item.condition) for item in clearances))


def cleared_conditions(clearances: Iterable[Clearance]) -> frozenset[int]:
    """The ids of the conditions that at least one device is cleared for."""
    return frozenset(item.condition_id for item in clearances)


def _line(clearance: Clearance, about: Term | None) -> ClearanceLine:
    kind = "De Novo" if clearance.status == ClearanceStatus.DE_NOVO else ""
    facts = ", ".join(fact for fact in (str(clearance.year), kind, ages(clearance)) if fact)
    return ClearanceLine(
        name=about.label if about else "TMS, no maker named",
        url=term_url(Vocabulary(about.vocabulary), about.slug) if about else "",
        facts=f"{facts}: {clearance.note}" if clearance.note else facts,
        checked=words.long_date(clearance.checked_on),
        clearance=clearance,
    )
