"""The dashboard: what each listing needs, in words, the most urgent first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from listings.editor.completeness import completeness
from listings.models import Claim, Membership, Role
from listings.upkeep.section_states import SectionState, sections_of
from listings.upkeep.work import ListingWork
from providers import words
from providers.fields.sections import SECTIONS
from providers.listing.listing import Listing
from providers.listing.values import values_of
from providers.models import HIDDEN_DAYS, UNCONFIRMED_DAYS, Location, Section
from providers.web.staff_links import Link, listing_links, practice_links

if TYPE_CHECKING:
    from listings.upkeep.stages import DueLocation


@dataclass(frozen=True)
class Task:
    """One thing to do, in a sentence, and where to do it. `is_urgent`: until then patients are misled."""

    text: str
    is_urgent: bool = False
    link: Link | None = None


@dataclass(frozen=True)
class ListingRow:
    """One listing. `due` are the sections to confirm now, `others` those that are not due yet."""

    id: int
    name: str
    place: str
    practice: str
    status: str
    page_url: str
    tasks: tuple[Task, ...]
    due: tuple[SectionState, ...]
    others: tuple[SectionState, ...]
    can_confirm: bool
    links: tuple[Link, ...]


@dataclass(frozen=True)
class PracticeRow:
    """A practice in whose team the person is."""

    id: int
    name: str
    role: str
    is_chosen: bool
    links: tuple[Link, ...]


def practice_rows(memberships: Iterable[Membership], chosen: int | None) -> tuple[PracticeRow, ...]:
    return tuple(
        PracticeRow(
            member.practice_id,
            member.practice.name,
            member.get_role_display(),
            member.practice_id == chosen,
            practice_links(member.practice_id),
        )
        for member in memberships
    )


def listing_rows(
    work: Iterable[ListingWork],
    listings: Mapping[int, Listing],
    memberships: Iterable[Membership],
    today: date,
) -> tuple[ListingRow, ...]:
    """In the order of `work`; the practice is named if there are several."""
    roles = {member.practice_id: member.role for member in memberships}
    return tuple(
        listing_row(
            listings[one.location_id],
            one,
            can_confirm=roles.get(listings[one.location_id].practice.pk) in (Role.OWNER, Role.EDITOR),
            names_practice=len(roles) > 1,
            today=today,
        )
        for one in work
        if one.location_id in listings
    )


def listing_row(
    listing: Listing, work: ListingWork, *, can_confirm: bool, names_practice: bool, today: date
) -> ListingRow:
    location, sections = listing.location, sections_of(listing, today)
    is_public = location.status == Location.Status.PUBLISHED
    due = tuple(section for section in sections if section.is_due) if is_public else ()
    if location.doubted_at and is_public and not any(section.name == Section.CONTACT for section in due):
        due = (*[section for section in sections if section.name == Section.CONTACT], *due)
    return ListingRow(
        id=location.pk,
        name=location.name,
        place=f"{location.city}, {location.state}",
        practice=listing.practice.name if names_practice else "",
        status="" if is_public else location.get_status_display(),
        page_url="" if location.status == Location.Status.DRAFT else location.get_absolute_url(),
        tasks=(*tasks(location, work, today), *unfinished(listing)),
        due=due,
        others=tuple(section for section in sections if section not in due),
        can_confirm=can_confirm,
        links=listing_links(location.pk),
    )


def tasks(location: Location, work: ListingWork, today: date) -> Iterator[Task]:
    """The most urgent first."""
    status = Location.Status
    reports = Link("Read reports", reverse("practice-reports", args=[location.practice_id]))
    if location.doubted_at and location.status != status.CLOSED:
        since = words.long_date(timezone.localdate(location.doubted_at))
        yield Task(
            f"Since {since} the page warns that the place may be closed or the phone number wrong, because "
            "at least three people told us so. Confirm or correct the contact section.",
            is_urgent=True,
            link=reports,
        )
    elif work.open_reports:
        verb = "says" if work.open_reports == 1 else "say"
        yield Task(
            f"{words.count(work.open_reports, 'report')} {verb} that something is wrong.",
            is_urgent=True,
            link=reports,
        )
    if location.status == status.PUBLISHED and (sentence := freshness_sentence(location, today)):
        yield sentence
    if location.status == status.DRAFT:
        edit = Link("Finish it", reverse("listing", args=[location.pk]))
        yield Task("A draft: nobody can find it yet.", link=edit)
    if work.held:
        history = Link("See it", reverse("waiting-changes", args=[location.pk]))
        verb = "waits" if work.held == 1 else "wait"
        yield Task(f"{words.count(work.held, 'change')} {verb} for our check.", link=history)


def unfinished(listing: Listing) -> Iterator[Task]:
    """Which sections leave out what patients look for."""
    complete = completeness(values_of(listing), listing.location)
    sections = [
        words.inside_sentence(spec.label) for section, spec in SECTIONS.items() if complete.of(section)
    ]
    if sections:
        yield Task(
            f"Unfinished: {words.listed(sections)}. {complete.known} of {complete.asked} things that "
            "patients look for are there.",
            link=Link("Complete it", reverse("listing", args=[listing.location.pk])),
        )


def freshness_sentence(location: Location, today: date) -> Task | None:
    if location.confirmed_on is None:
        return Task("Left out of most searches: a part was never confirmed.", is_urgent=True)
    days = (today - location.confirmed_on).days
    if days >= HIDDEN_DAYS:
        return Task(
            f"Left out of most searches: not confirmed for {words.integer(days)} days.", is_urgent=True
        )
    if days >= UNCONFIRMED_DAYS:
        left = words.count(HIDDEN_DAYS - days, "day")
        return Task(
            f"Marked as not confirmed for {days} days. In {left} most searches leave it out.", is_urgent=True
        )
    return None


def pending_tasks(rows: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """Invitations and claims (work.py, `pending`), in words."""
    return tuple(pending_task(row) for row in rows)


def pending_task(row: Mapping[str, Any]) -> Task:
    since = words.long_date(timezone.localdate(row["since"]))
    if row["what"] == "claim":
        state = Claim.State(row["detail"]).label.lower()
        claim = Link("See your claim", reverse("claim", args=[row["key"]]))
        return Task(f"Your claim to {row['practice_name']} of {since}: {state}.", link=claim)
    if row["what"] == "invited":
        role = Role(row["detail"]).label.lower()
        return Task(
            f"{row['practice_name']} invited you on {since} to its team, as {role}. The link is in the mail "
            "that we sent."
        )
    team = Link("Team", reverse("team", args=[row["key"]]))
    return Task(
        f"{row['detail']} has not answered the invitation of {since} to {row['practice_name']}.", link=team
    )


@dataclass(frozen=True)
class UnkeptRow:
    """A listing that nobody keeps: how long it has been unconfirmed, and whom an admin can call."""

    name: str
    place: str
    text: str
    phone: str
    phone_link: str
    page_url: str
    confirm_url: str


def unkept_rows(locations: Iterable["DueLocation"], today: date) -> tuple[UnkeptRow, ...]:
    return tuple(
        UnkeptRow(
            location.name,
            f"{location.city}, {location.state}",
            f"Not confirmed for {words.integer((today - location.since).days)} days"
            if location.confirmed_on
            else "Never confirmed in full",
            words.phone(location.phone, location.phone_extension),
            words.phone_link(location.phone, location.phone_extension),
            location.get_absolute_url(),
            reverse("confirmations", args=[location.pk]),
        )
        for location in locations
    )
