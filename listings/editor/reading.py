"""Reading listings as plain data: every section of any number of locations in one statement."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from listings.models import HeldChange
from providers.fields.facts import Values
from providers.fields.sections import PROGRAM_PARTS, SECTIONS, ListingSection
from providers.listing.parts import closure_rows, photo_rows, rows_of
from providers.models import (
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    LocationTerm,
    OpeningHours,
    PayerNetwork,
)

PERSON = {
    "id": "clinician_id",
    "first_name": "clinician__first_name",
    "last_name": "clinician__last_name",
    "credential": "clinician__credential",
    "npi": "clinician__npi",
}
BY_NAME = ("clinician__last_name", "clinician__first_name", "clinician_id")
Listing = dict[ListingSection, Values]


def read_listing(location_id: int) -> Listing:
    """Every section of one location. Raises Location.DoesNotExist."""
    found = read_listings([location_id])
    if location_id not in found:
        raise Location.DoesNotExist(f"No location {location_id}.")
    return found[location_id]


def read_section(location_id: int, section: ListingSection) -> Values:
    """The values of one section. Raises Location.DoesNotExist."""
    return read_listing(location_id)[section]


def read_listings(location_ids: Iterable[int]) -> dict[int, Listing]:
    """Location id -> section -> its values (see sections.py), in one statement."""
    rows = Location.objects.filter(pk__in=list(location_ids)).select_related("practice")
    return {location.pk: listing_of(location) for location in with_parts(rows)}


def with_parts(locations: QuerySet[Location]) -> QuerySet[Location]:
    """The locations with all that belongs to them as attributes `<name>_rows`, lists of dictionaries."""
    return locations.annotate(
        term_rows=rows_of(
            LocationTerm.objects.order_by("term__vocabulary", "term__position"),
            vocabulary="term__vocabulary",
            slug="term__slug",
        ),
        network_rows=rows_of(
            PayerNetwork.objects.order_by("payer__position", "service"),
            payer="payer__slug",
            service="service",
            status="status",
            confirmed_on="confirmed_on",
            confirmed_by="confirmed_by",
        ),
        program_rows=rows_of(
            CombinedProgram.objects.order_by("pk"),
            therapy="therapy__slug",
            condition="condition__slug",
            timing="timing",
            delivery="delivery",
            partner_name="partner_name",
            therapist_credentials="therapist_credentials",
            shared_plan="shared_plan",
            attested_on="attested_on",
            attested_by="attested_by",
        ),
        hours_rows=rows_of(
            OpeningHours.objects.order_by("weekday", "opens"),
            weekday="weekday",
            opens="opens",
            closes="closes",
        ),
        closure_rows=closure_rows(),
        clinician_rows=rows_of(
            LocationClinician.objects.order_by(*BY_NAME),
            **PERSON,
            role="role",
        ),
        photo_rows=photo_rows(),
    )


def with_all_for_editing(locations: QuerySet[Location]) -> QuerySet[Location]:
    """`with_parts`, and what the editor's pages show around them, still in one statement.

    `confirmation_rows`; `colleague_rows`: who works at other locations of the practice and not here;
    `held_rows`: sensitive changes that wait for a check.
    """
    here = LocationClinician.objects.filter(location=OuterRef(OuterRef("pk")))
    colleagues = (
        LocationClinician.objects.filter(location__practice=OuterRef("practice"))
        .exclude(clinician__in=here.values("clinician"))
        .order_by(*BY_NAME)
        .distinct(*BY_NAME)
    )
    return with_parts(locations).annotate(
        confirmation_rows=rows_of(
            Confirmation.objects.order_by("section"),
            section="section",
            confirmed_on="confirmed_on",
            confirmed_by="confirmed_by",
        ),
        colleague_rows=ArraySubquery(
            colleagues.values(row=JSONObject(**{name: F(column) for name, column in PERSON.items()}))
        ),
        held_rows=rows_of(
            HeldChange.objects.filter(state=HeldChange.State.WAITING).order_by("pk"),
            after="after",
            why_held="why_held",
        ),
    )


def listing_of(location: Location) -> Listing:
    """The sections of a location that came through `with_parts`."""
    parts = _lists_of(location)
    return {
        section: {
            **{name: getattr(location, name) for name in spec.columns},
            **{name: getattr(location.practice, name) or "" for name in spec.practice_columns},
            **{name: parts[name] for name in spec.lists},
            **{vocabulary.value: _slugs(location, vocabulary) for vocabulary in spec.vocabularies},
        }
        for section, spec in SECTIONS.items()
    }


def _slugs(location: Location, vocabulary: str) -> list[str]:
    return [row["slug"] for row in location.term_rows if row["vocabulary"] == vocabulary]


def _lists_of(location: Location) -> dict[str, list[Values]]:
    return {
        "networks": [_only(row, "payer", "service", "status") for row in location.network_rows],
        "programs": [_program(row) for row in location.program_rows],
        "hours": [
            {"weekday": row["weekday"], "opens": row["opens"][:5], "closes": row["closes"][:5]}
            for row in location.hours_rows
        ],
        "closures": location.closure_rows,
        "clinicians": [{**row, "npi": row["npi"] or ""} for row in location.clinician_rows],
        "photos": location.photo_rows,
    }


def _program(row: Values) -> Values:
    return {**_only(row, *PROGRAM_PARTS), "condition": row["condition"] or ""}


def _only(row: Values, *names: str) -> Values:
    return {name: row[name] for name in names}
