"""What a place treats, and with what standing: FDA-cleared with the device there, or off-label.

A clearance joins a device, a condition and ages (domain vocabulary, "FDA facts"). It is our own research
and kept apart from what the clinic says it offers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from providers import words
from providers.listing.listing import DeviceClearance
from providers.models import Clearance, ClearanceStatus
from providers.vocabulary.catalog import CatalogTerm

OFF_LABEL = "Off-label: not FDA-cleared for this; evidence varies."
# Terms of the device vocabulary that name no device.
_NO_DEVICE = {"other", "unknown"}


class Standing(StrEnum):
    CLEARED = "cleared"  # with a device used here
    CLEARED_KIND = "cleared-kind"  # the record names a kind of treatment and no maker
    DEVICE_UNKNOWN = "device-unknown"  # cleared with some device; which one is used here is not known
    OTHER_DEVICE = "other-device"  # cleared, but with none of the devices here
    OFF_LABEL = "off-label"


@dataclass(frozen=True)
class Fact:
    """One clearance in words, with where and when it was checked."""

    text: str
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
        return self.standing in (Standing.CLEARED, Standing.CLEARED_KIND)


def treatments_of(
    conditions: Iterable[CatalogTerm], devices: Sequence[CatalogTerm], clearances: Iterable[DeviceClearance]
) -> tuple[Treatment, ...]:
    """The conditions in their order. `clearances` are those of any of the conditions, with any device."""
    known = [device for device in devices if device.slug not in _NO_DEVICE]
    by_condition: dict[int, list[DeviceClearance]] = {}
    for clearance in clearances:
        by_condition.setdefault(clearance.condition_id, []).append(clearance)
    return tuple(_treatment(term, known, by_condition.get(term.id, [])) for term in conditions)


def _treatment(
    condition: CatalogTerm, devices: Sequence[CatalogTerm], clearances: Sequence[DeviceClearance]
) -> Treatment:
    here = {device.id for device in devices}
    matching = [found for found in clearances if found.device and found.device.id in here]
    of_kind = [found for found in clearances if found.device is None]
    shown: Sequence[DeviceClearance] = ()
    if matching:
        names = words.listed(dict.fromkeys(found.device.label for found in matching if found.device))
        standing, headline, shown = (
            Standing.CLEARED,
            f"FDA-cleared for this with {names}, used here.",
            matching,
        )
    elif of_kind:
        year = min(clearance.year for clearance in of_kind)
        headline = f"FDA-cleared for this since {year}; the record we have names no maker."
        standing, shown = Standing.CLEARED_KIND, of_kind
    elif clearances and not devices:
        headline = "FDA-cleared for this with some devices. Which device is used here is not known."
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


def _fact(clearance: DeviceClearance) -> Fact:
    device = clearance.device.label if clearance.device else "TMS"
    kind = ", De Novo" if clearance.status == ClearanceStatus.DE_NOVO else ""
    number = f", FDA number {clearance.k_number}" if clearance.k_number else ""
    parts = [f"{device}: {clearance.year}{kind}{number}", ages(clearance), clearance.note]
    text = f"{'; '.join(part for part in parts if part)}."
    if not clearance.is_verified:
        text = f"{text} Widely reported, but we have not found it in a source ourselves."
    return Fact(text, clearance.source_url, f"Checked {words.long_date(clearance.checked_on)}")


def ages(clearance: Clearance | DeviceClearance) -> str:
    """ "ages 15 to 21", "from age 12", "up to age 68"; empty where the record names none."""
    low, high = clearance.age_min, clearance.age_max
    if low is not None and high is not None:
        return f"ages {low} to {high}"
    if low is not None:
        return f"from age {low}"
    return f"up to age {high}" if high is not None else ""
