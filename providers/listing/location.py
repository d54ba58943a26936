"""A location's page: everything that its template prints, shaped from a listing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from providers import words
from providers.fields.definitions import FIELD_BY_NAME, FIELDS
from providers.listing.field_lines import NOT_KNOWN, FieldLines, field_lines, listing_line
from providers.listing.insurance import PlanRow, plan_rows
from providers.listing.listing import Listing
from providers.listing.opening import Opening, opening_of
from providers.listing.photos import PhotoImage, photo_images
from providers.listing.programs import ProgramText, program_text
from providers.listing.treatments import Treatment, treatments_of
from providers.models import Location, Section, Vocabulary
from providers.vocabulary.catalog import Catalog
from providers.web.freshness import Confirmed, confirmed
from providers.web.reviews_line import reviews_line
from providers.web.states import state_name

_LABELS = {field.name: field.label for field in FIELDS}


@dataclass(frozen=True)
class ClinicianLine:
    """`credential` says what the letters after the name stand for; empty where there are none."""

    name: str
    role: str
    credential: str
    npi: str


@dataclass(frozen=True)
class LocationPage:
    """What `templates/providers/listing/page.html` prints. `labels` are those of the fields, by name."""

    id: int
    name: str
    description: str
    city: str
    practice: str
    is_demo: bool
    is_closed: bool
    closed: str
    doubt: str
    address_lines: tuple[str, ...]
    is_approximate: bool
    state: str
    phone: str
    phone_link: str
    website: str
    directions_url: str
    about: str
    accepting: str
    is_accepting_known: bool
    ages: str
    reviews: str
    confirmed: Confirmed
    sections: dict[str, Confirmed]
    section_list: tuple[tuple[str, Confirmed], ...]
    opening: Opening
    photos: tuple[PhotoImage, ...]
    treatments: tuple[Treatment, ...]
    programs: tuple[ProgramText, ...]
    labels: Mapping[str, str]
    lines: FieldLines
    insurance: tuple[PlanRow, ...]
    clinicians: tuple[ClinicianLine, ...]
    report_url: str
    count_call_url: str
    count_website_url: str
    facts_key: tuple[Hashable, ...]


def location_page(listing: Listing, catalog: Catalog, *, moment: datetime | None = None) -> LocationPage:
    """The page of a listing at `moment`, now if it is not given. `catalog` explains credentials."""
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    location, practice = listing.location, listing.practice
    sections = section_dates(listing, today)
    return LocationPage(
        id=location.pk,
        name=location.name,
        description=description(listing),
        city=f"{location.city}, {location.state}",
        practice=practice.name if practice.name != location.name else "",
        is_demo=practice.is_demo,
        is_closed=location.status == Location.Status.CLOSED,
        closed=closed_sentence(location),
        doubt=doubt_sentence(location),
        address_lines=address_lines(location),
        is_approximate=location.is_approximate,
        state=state_name(location.state),
        phone=words.phone(location.phone, location.phone_extension) if location.phone else "",
        phone_link=words.phone_link(location.phone, location.phone_extension),
        website=listing.website,
        directions_url=directions_url(location),
        about=location.about,
        accepting=accepting_words(listing) or NOT_KNOWN,
        is_accepting_known=location.accepting_new_patients is not None,
        ages=ages_sentence(location.age_min, location.age_max, listing.labels_of(Vocabulary.AGE_GROUP)),
        reviews=reviews_line(location.rating_average, location.rating_count),
        confirmed=overall(listing, today),
        sections=sections,
        section_list=tuple((Section(name).label, state) for name, state in sections.items()),
        opening=opening_of(listing.hours, location.time_zone, moment, listing.closures),
        photos=photo_images(listing.photos),
        treatments=treatments_of(
            listing.terms_of(Vocabulary.CONDITION), listing.terms_of(Vocabulary.DEVICE), listing.clearances
        ),
        programs=tuple(program_text(program, today) for program in listing.programs),
        labels=_LABELS,
        lines=field_lines(listing),
        insurance=plan_rows(listing.networks, today),
        clinicians=clinician_lines(listing, catalog),
        report_url=reverse("report", args=[location.pk]),
        count_call_url=reverse("call", args=[location.pk]),
        count_website_url=reverse("website", args=[location.pk]),
        facts_key=facts_key(listing, today, catalog),
    )


def facts_key(listing: Listing, today: date, catalog: Catalog) -> tuple[Hashable, ...]:
    """What everything on the page depends on except the hours ("open now") and the reviews; empty where
    values were put in that are not saved, as in a preview."""
    return (listing.fingerprint, today, catalog.version) if listing.fingerprint else ()


def description(listing: Listing) -> str:
    """One sentence for search engines: what the place is, where, and what it treats."""
    location = listing.location
    labels = [words.short_label(label) for label in listing.labels_of(Vocabulary.CONDITION)]
    treated = words.shortened(labels, 4)
    treats = f" for {treated}" if treated else ""
    return f"TMS{treats} at {location.name} in {location.city}, {location.state}: programs, insurance, hours."


def address_lines(location: Location) -> tuple[str, ...]:
    """Street with suite, then "Chicago, IL 60611"."""
    street = ", ".join(part for part in (location.street, location.street_detail) if part)
    city = f"{location.city}, {location.state} {location.postal_code}"
    return (street, city) if street else (city,)


def closed_sentence(location: Location) -> str:
    """Empty while the location is open."""
    if location.status != Location.Status.CLOSED:
        return ""
    since = f" on {words.long_date(location.closed_on)}" if location.closed_on else ""
    return f"This place closed{since}. It takes no patients. The facts below are what we knew then."


def doubt_sentence(location: Location) -> str:
    """The warning that three independent reports put on the page; empty without them, and for a closed
    place."""
    if location.doubted_at is None or location.status == Location.Status.CLOSED:
        return ""
    since = words.long_date(timezone.localdate(location.doubted_at))
    return (
        "Several people have told us that this place is closed or that its phone number is wrong. Nobody has "
        f"confirmed its contact details since {since}. Call before you go."
    )


def accepting_words(listing: Listing) -> str:
    """Whether new patients are taken, and what is known of the wait; empty where nothing is."""
    return listing_line(FIELD_BY_NAME["accepting_new_patients"], listing)


def ages_sentence(age_min: int | None, age_max: int | None, groups: Sequence[str]) -> str:
    """ "18 and older", "15 to 21", "up to 65", else the labels of the age groups, else "Not known"."""
    if age_min is not None and age_max is not None:
        return f"{age_min} to {age_max}"
    if age_min is not None:
        return f"{age_min} and older"
    if age_max is not None:
        return f"Up to {age_max}"
    return words.listed(label.removeprefix("Ages ") for label in groups) or "Not known"


def directions_url(location: Location) -> str:
    """A plain link to OpenStreetMap's directions: nothing loads before. Empty without a point."""
    if location.latitude is None or location.longitude is None:
        return ""
    route = f";{location.latitude:.5f},{location.longitude:.5f}"
    return f"https://www.openstreetmap.org/directions?{urlencode({'route': route})}"


def section_dates(listing: Listing, today: date) -> dict[str, Confirmed]:
    """Every section by its name; one that was never confirmed says so."""
    return {section.value: section_date(listing, section, today) for section in Section}


def section_date(listing: Listing, section: Section, today: date) -> Confirmed:
    """When a section was confirmed and by whom, in words."""
    found = listing.confirmation_of(section)
    return confirmed(found.confirmed_on, found.confirmed_by, today) if found else confirmed(None, "", today)


def overall(listing: Listing, today: date) -> Confirmed:
    """The listing as a whole: as fresh as its least recently confirmed section."""
    day = listing.location.confirmed_on
    if day is None:
        return Confirmed("Some parts of this listing were never confirmed", True)
    oldest = [found for found in listing.confirmations if found.confirmed_on == day]
    return confirmed(day, oldest[0].confirmed_by if oldest else "", today)


def clinician_lines(listing: Listing, catalog: Catalog) -> tuple[ClinicianLine, ...]:
    ordered = sorted(
        listing.clinicians, key=lambda person: (person.last_name, person.first_name, person.id or 0)
    )
    return tuple(
        ClinicianLine(
            person.full_name, person.role, credential_in_words(person.credential, catalog), person.npi
        )
        for person in ordered
    )


def credential_in_words(slug: str, catalog: Catalog) -> str:
    """ "MD: Doctor of Medicine"; empty where there is none or no explanation."""
    term = catalog.get(Vocabulary.CREDENTIAL, slug)
    return f"{term.label}: {term.explanation.rstrip('.')}" if term and term.explanation else ""
