"""The editor's pages: the overview of a listing, links between its sections, and what saving did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from listings.editor.completeness import Completeness, Missing
from listings.editor.editing import Editing
from listings.editor.saving import Saved
from listings.editor.statuses import STEP_LABELS, lacks, possible_steps
from listings.models import HeldChange
from providers import words
from providers.fields.field import ListingSection
from providers.fields.sections import SECTIONS
from providers.fields.sensitive import nouns_of
from providers.listing.location import address_lines, section_date
from providers.models import Location
from providers.web.freshness import Confirmed

# Pages of the same listing in other rooms, in their order.
OTHER_PAGES = (
    ("confirmations", "Everything on one page, to confirm"),
    ("history", "History of changes"),
    ("statistics", "Statistics"),
)


@dataclass(frozen=True)
class SectionLink:
    """One section in the list of all: its page, what is missing, and its date if it has one. `confirms`: the
    section (a value of Section) that one tap confirms; empty for what has no date."""

    label: str
    url: str
    is_current: bool = False
    missing: tuple[Missing, ...] = ()
    confirmed: Confirmed | None = None
    confirms: str = ""


@dataclass(frozen=True)
class OverviewPage:
    """What templates/listings/editor/listing.html prints."""

    id: int
    name: str
    address: str
    status: str
    is_public: bool
    public_url: str
    status_sentence: str
    steps: tuple[tuple[str, str], ...]
    completeness: Completeness
    sections: tuple[SectionLink, ...]
    links: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    may_edit: bool


def overview_page(editing: Editing, *, may_edit: bool) -> OverviewPage:
    location = editing.location
    steps = [
        (reverse("listing-status", kwargs={"location_id": location.pk, "step": step}), STEP_LABELS[step])
        for step in possible_steps(location)
    ]
    links = _links(location)
    if may_edit:
        add = reverse("add-location", kwargs={"practice_id": location.practice_id})
        links.append((add, "Add another location"))
    return OverviewPage(
        id=location.pk,
        name=location.name,
        address=", ".join(address_lines(location)),
        status=location.get_status_display(),
        is_public=editing.is_public,
        public_url=location.get_absolute_url() if location.has_page else "",
        status_sentence=_status_sentence(location),
        steps=tuple(steps) if may_edit else (),
        completeness=editing.completeness,
        sections=_sections_with_dates(editing),
        links=tuple(links),
        held=held_sentences(editing.held),
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


def _sections_with_dates(editing: Editing) -> tuple[SectionLink, ...]:
    today = timezone.localdate()
    return tuple(
        SectionLink(
            spec.label,
            _url(editing.location, section),
            missing=editing.completeness.of(section),
            confirmed=section_date(editing.listing, spec.confirms, today) if spec.confirms else None,
            confirms=spec.confirms.value if spec.confirms else "",
        )
        for section, spec in SECTIONS.items()
    )


def section_links(location: Location, current: ListingSection) -> tuple[SectionLink, ...]:
    """Links to all sections, for the page of one."""
    return tuple(
        SectionLink(spec.label, _url(location, section), is_current=section == current)
        for section, spec in SECTIONS.items()
    )


def _url(location: Location, section: ListingSection) -> str:
    return reverse("edit-section", kwargs={"location_id": location.pk, "section": section})


def _links(location: Location) -> list[tuple[str, str]]:
    found = []
    for name, label in OTHER_PAGES:
        try:
            found.append((reverse(name, kwargs={"location_id": location.pk}), label))
        except NoReverseMatch:  # this installation leaves that room out
            continue
    return found


def held_sentences(waiting: Iterable[HeldChange]) -> tuple[str, ...]:
    """What waits for a check: "The phone number and the website wait for our check." with the reasons."""
    found = []
    for held in waiting:
        names = fact_names(held)
        verb = "waits" if len(names) == 1 else "wait"
        reasons = " ".join(held.why_held)
        found.append(f"{words.capitalized(words.listed(names))} {verb} for our check. {reasons}")
    return tuple(found)


def fact_names(held: HeldChange) -> Sequence[str]:
    """What the change is about: "the address", "the phone number"."""
    return [f"the {noun}" for noun in nouns_of(held.after)]


def what_happened(saved: Saved, *, is_public: bool, photo_added: bool = False) -> list[tuple[int, str]]:
    """What to say after saving, each sentence with its level."""
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
        names = words.listed(fact_names(saved.held))
        why = " ".join(saved.why_held)
        then = "Until then the page shows what it showed before."
        told.append(
            (
                messages.WARNING,
                f"To protect patients we check {names} before the change is public. {why} {then}",
            )
        )
    return told
