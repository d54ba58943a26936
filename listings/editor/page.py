"""The editor's pages: the overview of a listing, the way between its sections, and what saving did."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from listings.editor.completeness import Completeness, Missing
from listings.editor.saving import Saved
from listings.editor.statuses import lacks, possible_steps
from providers.fields.sections import ADDRESS, SECTIONS, ListingSection
from providers.listing.location import address_lines
from providers.models import Location
from providers.web import words
from providers.web.freshness import Confirmed, as_of, confirmed

# Pages of the same listing that other modules serve, in their order.
AROUND = (
    ("confirmations", "Everything on one page, to confirm"),
    ("history", "History of changes"),
    ("statistics", "Statistics"),
)

STEP_LABELS = {
    "publish": "Publish",
    "unpublish": "Take off the site",
    "close": "Mark as closed for good",
    "reopen": "Open again",
}

_FACT_NAMES = {
    **dict.fromkeys(ADDRESS, "the address"),
    "name": "the name",
    "npi": "the NPI",
    "phone": "the phone number",
    "phone_extension": "the phone number",
    "website": "the website",
}


@dataclass(frozen=True)
class Part:
    """One section in the list of all: its page, what is missing, and its date if it has one."""

    label: str
    url: str
    is_current: bool = False
    missing: tuple[Missing, ...] = ()
    confirmed: Confirmed | None = None
    confirms: str = ""  # the part of the listing that one tap confirms; empty for what has no date


@dataclass(frozen=True)
class Overview:
    id: int
    name: str
    address: str
    status: str
    is_public: bool
    public_url: str
    status_sentence: str
    steps: tuple[tuple[str, str], ...]
    completeness: Completeness
    parts: tuple[Part, ...]
    links: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    may_edit: bool


def overview(location: Location, complete: Completeness, *, may_edit: bool) -> Overview:
    """The overview of a location that came through `with_all_for_editing`."""
    is_public = location.status == Location.Status.PUBLISHED
    has_page = location.status in (Location.Status.PUBLISHED, Location.Status.CLOSED)
    steps = [
        (reverse("listing-status", kwargs={"location_id": location.pk, "step": step}), STEP_LABELS[step])
        for step in possible_steps(location)
    ]
    links = _links(location)
    if may_edit:
        add = reverse("add-location", kwargs={"practice_id": location.practice_id})
        links.append((add, "Add another location"))
    return Overview(
        id=location.pk,
        name=location.name,
        address=", ".join(address_lines(location)),
        status=location.get_status_display(),
        is_public=is_public,
        public_url=location.get_absolute_url() if has_page else "",
        status_sentence=_status_sentence(location),
        steps=tuple(steps) if may_edit else (),
        completeness=complete,
        parts=_parts_with_state(location, complete, timezone.localdate()),
        links=tuple(links),
        held=held_sentences(location),
        may_edit=may_edit,
    )


def _status_sentence(location: Location) -> str:
    if location.status == Location.Status.PUBLISHED:
        return "Patients see this listing. What you save is public at once."
    if location.status == Location.Status.CLOSED:
        return "The page says that this place is closed. It is in no search."
    missing = lacks(location)
    if missing:
        return f"Patients don’t see this listing yet. First it needs {words.listed(missing)}."
    return "Patients don’t see this listing yet. It is ready to be published."


def _parts_with_state(location: Location, complete: Completeness, today: date) -> tuple[Part, ...]:
    dates = {row["section"]: row for row in location.confirmation_rows}
    found = []
    for section, spec in SECTIONS.items():
        state = None
        if spec.confirms:
            row = dates.get(spec.confirms.value)
            day = date.fromisoformat(row["confirmed_on"]) if row else None
            state = confirmed(day, row["confirmed_by"] if row else "", today)
        missing = complete.of(section)
        confirms = spec.confirms.value if spec.confirms else ""
        found.append(Part(spec.label, _url(location, section), False, missing, state, confirms))
    return tuple(found)


def parts(location: Location, current: ListingSection) -> tuple[Part, ...]:
    """The way between the sections."""
    return tuple(
        Part(spec.label, _url(location, section), section == current) for section, spec in SECTIONS.items()
    )


def _url(location: Location, section: ListingSection) -> str:
    return reverse("edit-section", kwargs={"location_id": location.pk, "section": section})


def _links(location: Location) -> list[tuple[str, str]]:
    found = []
    for name, label in AROUND:
        try:
            found.append((reverse(name, kwargs={"location_id": location.pk}), label))
        except NoReverseMatch:  # this installation leaves that part out
            continue
    return found


def held_sentences(location: Location) -> tuple[str, ...]:
    """What waits for a check: "The phone number and the website wait for our check." with the reasons."""
    found = []
    for row in location.held_rows:
        names = list(dict.fromkeys(_FACT_NAMES.get(field, field) for field in row["after"]))
        verb = "waits" if len(names) == 1 else "wait"
        reasons = " ".join(row["why_held"])
        found.append(f"{words.capitalized(words.listed(names))} {verb} for our check. {reasons}")
    return tuple(found)


def network_dates(location: Location) -> dict[str, str]:
    """ "aetna/tms" -> "Nov 10, 2026, by the clinic": since when a status is known."""
    return {
        f"{row['payer']}/{row['service']}": as_of(
            date.fromisoformat(row["confirmed_on"]) if row["confirmed_on"] else None, row["confirmed_by"]
        )
        for row in location.network_rows
    }


def what_happened(saved: Saved, *, is_public: bool, photo_added: bool = False) -> list[tuple[int, str]]:
    """What to tell after saving, each with its level."""
    label = SECTIONS[saved.section].label
    done = "saved, and public now" if is_public else "saved"
    told = []
    if saved.changes or photo_added:
        told.append((messages.SUCCESS, f"{label}: {done}."))
    elif saved.is_confirmed:
        told.append((messages.SUCCESS, f"{label}: nothing changed; confirmed as right today."))
    elif saved.held is None:
        told.append((messages.INFO, f"{label}: nothing changed."))
    if saved.held is not None:
        names = words.listed(dict.fromkeys(_FACT_NAMES.get(field, field) for field in saved.held.after))
        why = " ".join(saved.why_held)
        then = "Until then the page shows what it showed before."
        told.append(
            (
                messages.WARNING,
                f"To protect patients we check {names} before the change is public. {why} {then}",
            )
        )
    return told
