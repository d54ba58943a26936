"""FDA clearances of a condition or a device in words, with source and date.

The wording comes from the vocabulary of the domain: "FDA-cleared", and "Not FDA-cleared for this; evidence
varies". A clearance belongs to a device, a condition and ages: never write "TMS is cleared".
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.terms.addresses import term_url
from providers import words
from providers.models import Clearance, Term, Vocabulary
from providers.vocabulary import clearance_words

NOT_CLEARED = "Not FDA-cleared for this; evidence varies."
NO_RECORD = (
    "We have no record that this device is FDA-cleared for a condition in this directory. Ask the clinic "
    "what it is cleared for."
)


@dataclass(frozen=True)
class ClearanceLine:
    """One clearance as a sentence, and where it can be read: the FDA's page and our source (or empty)."""

    sentence: str
    protocol: str
    number: str
    fda_url: str
    source_url: str
    checked: str
    is_verified: bool


@dataclass(frozen=True)
class ClearanceGroup:
    """The clearances of one device or for one condition, oldest first, with the address of its page.

    `is_named` is false for a device of which only its clearance is known.
    """

    name: str
    url: str
    is_named: bool
    lines: tuple[ClearanceLine, ...]

    @property
    def is_verified(self) -> bool:
        return any(line.is_verified for line in self.lines)

    @property
    def first(self) -> ClearanceLine:
        """The oldest that was found in a source, or the oldest if none was."""
        return next((line for line in self.lines if line.is_verified), self.lines[0])


@dataclass(frozen=True)
class Standing:
    """The FDA's position. `headline` is one sentence, `reported` another about what we could not verify."""

    headline: str
    is_cleared: bool
    groups: tuple[ClearanceGroup, ...] = ()
    reported: str = ""


def of_condition(clearances: Sequence[Clearance]) -> Standing:
    """The devices that are cleared for a condition. `clearances` have their device."""
    groups = _groups(clearances, lambda item: item.device)
    if not groups:
        return Standing(NOT_CLEARED, False)
    verified, reported = _names(groups)
    return Standing(
        headline=f"FDA-cleared for this with {verified}." if verified else NOT_CLEARED,
        is_cleared=bool(verified),
        groups=groups,
        reported=f"{clearance_words.NOT_VERIFIED}: cleared for this with {reported}." if reported else "",
    )


def of_device(clearances: Sequence[Clearance]) -> Standing:
    """The conditions that a device is cleared for. `clearances` have their condition."""
    groups = _groups(clearances, lambda item: item.condition)
    if not groups:
        return Standing(NO_RECORD, False)
    verified, reported = _names(groups, words.inside_sentence)
    return Standing(
        headline=f"FDA-cleared for {verified}." if verified else NO_RECORD,
        is_cleared=bool(verified),
        groups=groups,
        reported=f"{clearance_words.NOT_VERIFIED}: cleared for {reported}." if reported else "",
    )


def render_clearances(condition: str, title: str, heading_level: int) -> SafeString:
    """The block of a guide that lists the devices cleared for a condition. One query."""
    rows = Clearance.objects.filter(condition__slug=condition).select_related("device", "condition")
    context = {
        "title": title,
        "heading_level": heading_level,
        "groups": of_condition(list(rows)).groups,
        "url": term_url(Vocabulary.CONDITION.value, condition),
    }
    return render_to_string("content/terms/clearances_block.html", context)


def cleared_conditions(clearances: Iterable[Clearance]) -> frozenset[int]:
    """The ids of the conditions that at least one device is known to be cleared for."""
    return frozenset(item.condition_id for item in clearances if item.is_verified)


def _names(groups: Iterable[ClearanceGroup], written: Callable[[str], str] = str) -> tuple[str, str]:
    """The names of what is verified, and of what is only reported, each as a list in words."""
    verified, reported = (
        words.listed(
            written(group.name) for group in groups if group.is_named and group.is_verified is wanted
        )
        for wanted in (True, False)
    )
    return verified, reported


def _groups(
    clearances: Iterable[Clearance], about: Callable[[Clearance], Term]
) -> tuple[ClearanceGroup, ...]:
    """The clearances by device or by condition, in the order of their vocabulary."""

    def name_of(item: Clearance) -> tuple[int, str, str]:
        term = about(item)
        name = clearance_words.device_name(term.slug, term.label, item.protocol)
        return term.position, name, term_url(Vocabulary(term.vocabulary), term.slug)

    ordered = sorted(clearances, key=lambda item: (name_of(item), item.decision_date, item.pk))
    groups = []
    for (_, name, url), found in groupby(ordered, key=name_of):
        items = list(found)
        term = about(items[0])
        is_other = term.slug == clearance_words.OTHER_DEVICE
        groups.append(
            ClearanceGroup(
                name=name,
                url="" if is_other else url,
                is_named=not is_other or name != term.label,
                lines=tuple(_line(item) for item in items),
            )
        )
    return tuple(groups)


def _line(clearance: Clearance) -> ClearanceLine:
    is_other = clearance.device.slug == clearance_words.OTHER_DEVICE
    return ClearanceLine(
        sentence=clearance_words.sentence(clearance),
        protocol="" if is_other else clearance.protocol,
        number=clearance.number,
        fda_url=clearance_words.fda_page(clearance.number),
        source_url=clearance.source_url,
        checked=words.long_date(clearance.checked_on),
        is_verified=clearance.is_verified,
    )
