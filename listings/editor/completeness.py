"""What patients miss on a listing, in their words, and where to add it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from providers.fields.sections import ListingSection as Part
from providers.listing.values import SectionValues
from providers.models import Location


@dataclass(frozen=True)
class Missing:
    """A sentence, and the section that would answer it."""

    section: Part
    sentence: str


@dataclass(frozen=True)
class Completeness:
    """`known` of `asked` things that patients look for are there."""

    known: int
    asked: int
    missing: tuple[Missing, ...]

    def of(self, section: Part) -> tuple[Missing, ...]:
        return tuple(one for one in self.missing if one.section == section)


Values = dict[str, Any]

# Section, sentence, and whether the section's values (and the location) have it. In the order in which
# patients decide: can I reach them, do they treat me, what does it cost, can I come.
ASKED: tuple[tuple[Part, str, Callable[[Values, Location], bool]], ...] = (
    (Part.CONTACT, "Patients can’t call you.", lambda v, _: bool(v["phone"])),
    (
        Part.CONTACT,
        "Patients don’t find you nearby: you are not on the map.",
        lambda v, _: v["latitude"] is not None,
    ),
    (
        Part.CONTACT,
        "Patients see a rough distance only: the pin stands for your ZIP or city.",
        lambda v, _: v["latitude"] is not None and not v["is_approximate"],
    ),
    (
        Part.CONTACT,
        "Patients can’t read more about you: there is no website.",
        lambda v, location: bool(v["website"] or location.practice.website),
    ),
    (Part.SERVICES, "Patients can’t see what you treat.", lambda v, _: bool(v["condition"])),
    (Part.SERVICES, "Patients can’t see which kinds of TMS you offer.", lambda v, _: bool(v["protocol"])),
    (
        Part.SERVICES,
        "Patients can’t see which TMS device you use.",
        lambda v, _: bool(set(v["device"]) - {"unknown"}),
    ),
    (Part.SERVICES, "Patients can’t see which therapies you offer.", lambda v, _: bool(v["therapy"])),
    (Part.PROGRAMS, "Patients can’t see how you join TMS and therapy.", lambda v, _: bool(v["programs"])),
    (
        Part.INSURANCE,
        "Patients can’t see whether you take their insurance.",
        lambda v, _: bool(v["networks"]),
    ),
    (
        Part.INSURANCE,
        "Patients can’t see whether their insurance pays for therapy with you.",
        lambda v, _: any(row["service"] == "therapy" for row in v["networks"]),
    ),
    (Part.INSURANCE, "Patients can’t see how they can pay.", lambda v, _: bool(v["payment"])),
    (
        Part.AVAILABILITY,
        "Patients can’t see whether you take new patients.",
        lambda v, _: v["accepting_new_patients"] is not None,
    ),
    (
        Part.AVAILABILITY,
        "Patients can’t see how long they would wait.",
        lambda v, _: v["accepting_new_patients"] is False or v["wait_weeks"] is not None,
    ),
    (
        Part.AVAILABILITY,
        "Patients can’t see whether you see people of their age.",
        lambda v, _: bool(v["age_group"]) or v["age_min"] is not None or v["age_max"] is not None,
    ),
    (Part.HOURS, "Patients can’t see when you are open.", lambda v, _: bool(v["hours"])),
    (Part.CLINICIANS, "Patients can’t see who would treat them.", lambda v, _: bool(v["clinicians"])),
    (Part.ACCESS, "Patients can’t see whether they can get in.", lambda v, _: bool(v["accessibility"])),
    (Part.ACCESS, "Patients can’t see which languages you speak.", lambda v, _: bool(v["language"])),
    (Part.PHOTOS, "Patients can’t picture the place.", lambda v, _: bool(v["photos"])),
    (Part.ABOUT, "Patients can’t read about you in your own words.", lambda v, _: bool(v["about"].strip())),
)


def completeness(listing: SectionValues, location: Location) -> Completeness:
    missing = tuple(
        Missing(section, sentence) for section, sentence, has in ASKED if not has(listing[section], location)
    )
    return Completeness(len(ASKED) - len(missing), len(ASKED), missing)
