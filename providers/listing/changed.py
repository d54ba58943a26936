"""A listing as it would be with what somebody typed, for the preview: in memory, nothing is written."""

from copy import copy
from datetime import date, time

from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.fields.sections import SECTIONS
from providers.listing.listing import (
    ClosedDays,
    ListedClinician,
    ListedPhoto,
    Listing,
    Network,
    OpenHours,
    Program,
    SectionConfirmation,
)
from providers.listing.reading import read_clearances
from providers.listing.values import values_of
from providers.models import Location, Practice, Source, Vocabulary
from providers.vocabulary.catalog import Catalog, CatalogTerm


def with_values(
    listing: Listing, section: ListingSection, values: Values, catalog: Catalog, *, today: date
) -> Listing:
    """The listing as it would be if the clinic saved these values of a section on `today`.

    Takes a query where the conditions differ, for what is cleared for them.
    """
    every: Values = {}
    for own in values_of(listing).values():
        every |= own
    every |= values
    terms = _terms(every, catalog)
    conditions = [term for term in terms if term.vocabulary == Vocabulary.CONDITION]
    is_same = set(conditions) == set(listing.terms_of(Vocabulary.CONDITION))
    confirms = SECTIONS[section].confirms
    confirmations = [found for found in listing.confirmations if found.section != confirms]
    if confirms:
        confirmations.append(SectionConfirmation(confirms, today, Source.CLINIC))
    return Listing(
        location=_location(listing.location, every),
        practice=_practice(listing.practice, every),
        terms=terms,
        networks=_networks(listing, every, catalog, today if section == ListingSection.INSURANCE else None),
        programs=_programs(listing, every, catalog, today if section == ListingSection.PROGRAMS else None),
        hours=tuple(
            OpenHours(row["weekday"], time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
            for row in every["hours"]
        ),
        closures=tuple(
            ClosedDays(
                date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]), row["label"]
            )
            for row in every["closures"]
        ),
        clinicians=tuple(ListedClinician(**row) for row in every["clinicians"]),
        photos=tuple(ListedPhoto(**row) for row in every["photos"]),
        confirmations=tuple(confirmations),
        clearances=listing.clearances if is_same else read_clearances(conditions),
    )


def _location(location: Location, values: Values) -> Location:
    changed = copy(location)
    for spec in SECTIONS.values():
        for name in spec.columns:
            setattr(changed, name, values[name])
    return changed


def _practice(practice: Practice, values: Values) -> Practice:
    changed = copy(practice)
    for spec in SECTIONS.values():
        for name in spec.practice_columns:
            setattr(changed, name, values[name] or None)
    return changed


def _terms(values: Values, catalog: Catalog) -> tuple[CatalogTerm, ...]:
    found = [
        _term(catalog, vocabulary, slug)
        for spec in SECTIONS.values()
        for vocabulary in spec.vocabularies
        for slug in values[vocabulary.value]
    ]
    return tuple(sorted(found, key=lambda term: (term.vocabulary, term.position)))


def _term(catalog: Catalog, vocabulary: str, slug: str) -> CatalogTerm:
    """One that came after this process read the vocabulary has its slug for a label."""
    return catalog.get(vocabulary, slug) or CatalogTerm(0, Vocabulary(vocabulary), slug, slug, "")


def _networks(
    listing: Listing, values: Values, catalog: Catalog, saved_on: date | None
) -> tuple[Network, ...]:
    """With the dates of those that are known, or all with that of saving."""
    known = {(row.payer.slug, row.service): row for row in listing.networks}
    found = []
    for row in values["networks"]:
        before = known.get((row["payer"], row["service"]))
        found.append(
            Network(
                payer=_term(catalog, Vocabulary.PAYER, row["payer"]),
                service=row["service"],
                status=row["status"],
                confirmed_on=saved_on or (before.confirmed_on if before else None),
                confirmed_by=Source.CLINIC if saved_on else before.confirmed_by if before else "",
            )
        )
    return tuple(found)


def _programs(
    listing: Listing, values: Values, catalog: Catalog, saved_on: date | None
) -> tuple[Program, ...]:
    """With the dates of those that are known, or all with that of saving."""
    known = {
        (row.therapy.slug, row.condition.slug if row.condition else "", row.timing, row.delivery): row
        for row in listing.programs
    }
    found = []
    for row in values["programs"]:
        condition = row["condition"]
        before = known.get((row["therapy"], condition, row["timing"], row["delivery"]))
        found.append(
            Program(
                therapy=_term(catalog, Vocabulary.THERAPY, row["therapy"]),
                condition=_term(catalog, Vocabulary.CONDITION, row["condition"])
                if row["condition"]
                else None,
                timing=row["timing"],
                delivery=row["delivery"],
                partner_name=row["partner_name"],
                therapist_credentials=tuple(row["therapist_credentials"]),
                shared_plan=row["shared_plan"],
                attested_on=saved_on or (before.attested_on if before else None),
                attested_by=Source.CLINIC if saved_on else before.attested_by if before else "",
            )
        )
    return tuple(found)
