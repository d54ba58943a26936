"""A location's page: everything it shows, shaped; the template prints it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from providers.listing import insurance, opening, photos, programs, treatments
from providers.listing.insurance import PlanRow
from providers.listing.opening import Closed, Opening
from providers.listing.photos import PhotoView
from providers.listing.programs import Program
from providers.listing.treatments import Treatment
from providers.models import Clearance, Location, Section, Term, Vocabulary
from providers.vocabulary.catalog import Catalog
from providers.web import words
from providers.web.availability import new_patients
from providers.web.freshness import Confirmed, confirmed
from providers.web.reviews_line import reviews_line
from providers.web.states import state_name


@dataclass(frozen=True)
class TermList:
    """The terms of one vocabulary at a location; empty means that nobody told."""

    label: str
    terms: tuple[Term, ...]
    is_explained: bool = False


@dataclass(frozen=True)
class ClinicianLine:
    """`credential` says what the letters after the name stand for; empty where there are none."""

    name: str
    role: str
    credential: str
    npi: str


@dataclass(frozen=True)
class LocationPage:
    """What `templates/providers/listing/page.html` prints."""

    id: int
    name: str
    description: str
    city: str
    practice: str
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
    photos: tuple[PhotoView, ...]
    treatments: tuple[Treatment, ...]
    programs: tuple[Program, ...]
    therapies: TermList
    tms: tuple[TermList, ...]
    insurance: tuple[PlanRow, ...]
    clinicians: tuple[ClinicianLine, ...]
    practical: tuple[TermList, ...]
    report_url: str
    count_call_url: str
    count_website_url: str
    facts_key: tuple[Hashable, ...]


def present(
    location: Location, clearances: Iterable[Clearance], catalog: Catalog, *, moment: datetime | None = None
) -> LocationPage:
    """The page of `location`, which comes with everything that belongs to it: see location_rows.py.

    Its closures and pictures are rows of plain data (staff/editing/reading.py).
    """
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    terms = Terms(location.terms.all())
    sections = confirmations(location, today)
    return LocationPage(
        id=location.pk,
        name=location.name,
        description=description(location, terms),
        city=f"{location.city}, {location.state}",
        practice=location.practice.name if location.practice.name != location.name else "",
        is_closed=location.status == Location.Status.CLOSED,
        closed=closed_sentence(location),
        doubt=doubt_sentence(location),
        address_lines=address_lines(location),
        is_approximate=location.is_approximate,
        state=state_name(location.state),
        phone=words.phone(location.phone, location.phone_extension) if location.phone else "",
        phone_link=words.phone_link(location.phone, location.phone_extension),
        website=location.website or location.practice.website,
        directions_url=directions_url(location),
        about=location.about,
        accepting=new_patients(location.accepting_new_patients, location.wait_weeks) or "Not known",
        is_accepting_known=location.accepting_new_patients is not None,
        ages=ages_sentence(location.age_min, location.age_max, terms.of(Vocabulary.AGE_GROUP)),
        reviews=reviews_line(location.rating_average, location.rating_count),
        confirmed=overall(location, today),
        sections=sections,
        section_list=tuple((Section(name).label, state) for name, state in sections.items()),
        opening=opening.present(
            list(location.hours.all()),
            location.time_zone,
            moment,
            [Closed.from_row(row) for row in location.closure_rows],
        ),
        photos=photos.present(location.photo_rows),
        treatments=treatments.present(
            terms.of(Vocabulary.CONDITION), terms.of(Vocabulary.DEVICE), clearances
        ),
        programs=tuple(programs.present(program, today) for program in location.programs.all()),
        therapies=terms.list_of(Vocabulary.THERAPY, "Therapies", is_explained=True),
        tms=(
            terms.list_of(Vocabulary.PROTOCOL, "TMS protocols", is_explained=True),
            terms.list_of(Vocabulary.DEVICE, "TMS devices", is_explained=True),
        ),
        insurance=insurance.present(location.payer_networks.all(), today),
        clinicians=clinicians(location, catalog),
        practical=(
            terms.list_of(Vocabulary.ACCESSIBILITY, "Access"),
            terms.list_of(Vocabulary.LANGUAGE, "Languages"),
            terms.list_of(Vocabulary.TELEHEALTH, "By video or phone"),
            terms.list_of(Vocabulary.SCHEDULE, "Hours for working people"),
            terms.list_of(Vocabulary.PAYMENT, "Ways to pay"),
        ),
        report_url=reverse("report", args=[location.pk]),
        count_call_url=reverse("call", args=[location.pk]),
        count_website_url=reverse("website", args=[location.pk]),
        facts_key=facts_key(location, today, catalog),
    )


def facts_key(location: Location, today: date, catalog: Catalog) -> tuple[Hashable, ...]:
    """What everything on the page depends on but the hours ("open now") and the reviews; empty for a location
    that does not come from location_rows.py, such as the one of a preview."""
    fingerprint = getattr(location, "fingerprint", "")
    return (fingerprint, today, catalog.version) if fingerprint else ()


class Terms:
    """The terms of a location, by vocabulary and in its order."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = sorted(terms, key=lambda term: (term.vocabulary, term.position))

    def of(self, vocabulary: Vocabulary) -> tuple[Term, ...]:
        return tuple(term for term in self._terms if term.vocabulary == vocabulary)

    def list_of(self, vocabulary: Vocabulary, label: str, *, is_explained: bool = False) -> TermList:
        return TermList(label, self.of(vocabulary), is_explained)


def description(location: Location, terms: Terms) -> str:
    """One sentence for search engines: what the place is, where, and what it treats."""
    treated = words.shortened([words.short_label(term.label) for term in terms.of(Vocabulary.CONDITION)], 4)
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
    """What three independent reports have put on the page; empty without, and where it is said to be
    closed."""
    if location.doubted_at is None or location.status == Location.Status.CLOSED:
        return ""
    since = words.long_date(timezone.localdate(location.doubted_at))
    return (
        "Several people have told us that this place is closed or that its phone number is wrong. Nobody has "
        f"confirmed its contact details since {since}. Call before you go."
    )


def ages_sentence(age_min: int | None, age_max: int | None, groups: Sequence[Term]) -> str:
    """ "18 and older", "15 to 21", "up to 65", else the age groups of the listing, else "Not known"."""
    if age_min is not None and age_max is not None:
        return f"{age_min} to {age_max}"
    if age_min is not None:
        return f"{age_min} and older"
    if age_max is not None:
        return f"Up to {age_max}"
    return words.listed(group.label.removeprefix("Ages ") for group in groups) or "Not known"


def directions_url(location: Location) -> str:
    """OpenStreetMap's directions, a plain link: nothing loads before it is pressed. Empty without a point."""
    if location.latitude is None or location.longitude is None:
        return ""
    route = f";{location.latitude:.5f},{location.longitude:.5f}"
    return f"https://www.openstreetmap.org/directions?{urlencode({'route': route})}"


def confirmations(location: Location, today: date) -> dict[str, Confirmed]:
    """Every section by its name; one that was never confirmed says so."""
    found = {item.section: item for item in location.confirmations.all()}
    return {
        section: confirmed(found[section].confirmed_on, found[section].confirmed_by, today)
        if section in found
        else confirmed(None, "", today)
        for section in Section.values
    }


def overall(location: Location, today: date) -> Confirmed:
    """The listing as a whole: as fresh as its least recently confirmed section."""
    if location.confirmed_on is None:
        return Confirmed("Some parts of this listing were never confirmed", True)
    oldest = [item for item in location.confirmations.all() if item.confirmed_on == location.confirmed_on]
    return confirmed(location.confirmed_on, oldest[0].confirmed_by if oldest else "", today)


def clinicians(location: Location, catalog: Catalog) -> tuple[ClinicianLine, ...]:
    at_work = sorted(
        location.locationclinician_set.all(),
        key=lambda row: (row.clinician.last_name, row.clinician.first_name, row.clinician_id),
    )
    return tuple(
        ClinicianLine(
            row.clinician.full_name,
            row.role,
            credential_in_words(row.clinician.credential, catalog),
            row.clinician.npi or "",
        )
        for row in at_work
    )


def credential_in_words(slug: str, catalog: Catalog) -> str:
    """ "MD: Doctor of Medicine"; empty where there is none or no explanation."""
    term = catalog.get(Vocabulary.CREDENTIAL, slug)
    return f"{term.label}: {term.explanation.rstrip('.')}" if term and term.explanation else ""
