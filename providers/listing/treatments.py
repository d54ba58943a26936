"""What a place treats, and with what standing: FDA-cleared with the device there, or off-label.

A clearance joins a device, a condition and ages. It is our own research and kept apart from what the clinic
says it offers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from providers import words
from providers.listing.listing import DeviceClearance
from providers.vocabulary import clearance_words
from providers.vocabulary.catalog import NO_DEVICE, CatalogTerm

OFF_LABEL = "Off-label: not FDA-cleared for this; evidence varies."


class Standing(StrEnum):
    CLEARED = "cleared"  # with a device used here
    REPORTED = "reported"  # with a device used here, but we didn't find it in a source
    DEVICE_UNKNOWN = "device-unknown"  # cleared with some device; which one is used here is not known
    OTHER_DEVICE = "other-device"  # cleared, but with none of the devices here
    OFF_LABEL = "off-label"


@dataclass(frozen=True)
class Fact:
    """The first clearance of a device in words, with its FDA number, its source and when it was checked.

    `fda_url` is the FDA's page of the number, `source_url` where we read it; both can be empty.
    """

    device: str
    text: str
    number: str
    fda_url: str
    source_url: str
    checked: str


@dataclass(frozen=True)
class Treatment:
    """A condition that a place treats, and whether TMS is FDA-cleared for it there."""

    condition: str
    slug: str
    explanation: str
    standing: Standing
    headline: str
    facts: tuple[Fact, ...]

    @property
    def is_about_device_here(self) -> bool:
        """Whether the facts are about what is used here, and not about devices that are used elsewhere."""
        return self.standing in (Standing.CLEARED, Standing.REPORTED)


def treatments_of(
    conditions: Iterable[CatalogTerm], devices: Sequence[CatalogTerm], clearances: Iterable[DeviceClearance]
) -> tuple[Treatment, ...]:
    """The conditions in their order. `clearances` are those of any of the conditions, with any device."""
    known = [device for device in devices if device.slug not in NO_DEVICE]
    by_condition: dict[int, list[DeviceClearance]] = {}
    for clearance in clearances:
        by_condition.setdefault(clearance.condition_id, []).append(clearance)
    return tuple(_treatment(term, known, by_condition.get(term.id, [])) for term in conditions)


def _treatment(
    condition: CatalogTerm, devices: Sequence[CatalogTerm], clearances: Sequence[DeviceClearance]
) -> Treatment:
    here = {device.id for device in devices}
    matching = [found for found in clearances if found.device.id in here]
    verified = [found for found in matching if found.is_verified]
    shown: Sequence[DeviceClearance] = ()
    if verified:
        standing, headline, shown = (
            Standing.CLEARED,
            f"FDA-cleared for this with {_names(verified)}, used here.",
            matching,
        )
    elif matching:
        standing, headline, shown = (
            Standing.REPORTED,
            f"{clearance_words.NOT_VERIFIED}: FDA-cleared for this with {_names(matching)}, used here.",
            matching,
        )
    elif clearances and not devices:
        headline = "FDA-cleared for this with some devices. Ask which device is used here."
        standing, shown = Standing.DEVICE_UNKNOWN, clearances
    elif clearances:
        names = words.listed((device.label for device in devices), last="or")
        headline = f"Off-label here: we found no FDA clearance for this with {names}. Others are cleared."
        standing, shown = Standing.OTHER_DEVICE, clearances
    else:
        standing, headline = Standing.OFF_LABEL, OFF_LABEL
    # The explanation of an off-label term repeats the headline.
    explanation = condition.explanation.replace("Not FDA-cleared for this; evidence varies.", "").strip()
    facts = tuple(_fact(item) for item in shown)
    return Treatment(condition.label, condition.slug, explanation, standing, headline, facts)


def _names(clearances: Iterable[DeviceClearance]) -> str:
    return words.listed(found.device.label for found in clearances)


def _fact(clearance: DeviceClearance) -> Fact:
    device = clearance.device
    return Fact(
        device=clearance_words.device_name(device.slug, device.label, clearance.protocol),
        text=clearance_words.sentence(clearance),
        number=clearance.number,
        fda_url=clearance_words.fda_page(clearance.number),
        source_url=clearance.source_url,
        checked=words.long_date(clearance.checked_on),
    )
