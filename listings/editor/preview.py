"""The public page of a listing as it would be with what somebody has typed: nothing is written.

The location and what belongs to it are put together in memory from plain rows, and shown by the presenter of
the real page.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils import timezone

from listings.editor.reading import listing_of
from providers.fields.facts import VOCABULARIES, Values
from providers.fields.sections import SECTIONS, ListingSection
from providers.listing import location as page_presenter
from providers.listing.location import LocationPage
from providers.models import (
    Clearance,
    Clinician,
    CombinedProgram,
    Confirmation,
    Location,
    LocationClinician,
    OpeningHours,
    PayerNetwork,
    Source,
    Term,
    Vocabulary,
)
from providers.vocabulary.catalog import Catalog, CatalogTerm


def preview_page(
    location: Location,
    catalog: Catalog,
    *,
    section: ListingSection | None = None,
    values: Values | None = None,
) -> LocationPage:
    """The page of a location that came through `with_all_for_editing`, with `values` in place of a section's.

    One query, for the clearances of what it treats. The location itself is changed in memory.
    """
    moment = timezone.now()
    everything: Values = {}
    for part in listing_of(location).values():
        everything |= part
    if section is not None and values is not None:
        everything |= values
    saved = section if values is not None else None
    put_together(location, everything, catalog, saved=saved, today=timezone.localdate(moment))
    conditions = [term.pk for term in location.terms.all() if term.vocabulary == Vocabulary.CONDITION]
    clearances = Clearance.objects.filter(condition__in=conditions).select_related("device")
    return page_presenter.present(location, clearances, catalog, moment=moment)


def put_together(
    location: Location, values: Values, catalog: Catalog, *, saved: ListingSection | None, today: date
) -> None:
    """Give the location these values, as if they had been read from the database with it."""
    for spec in SECTIONS.values():
        for name in spec.columns:
            setattr(location, name, values[name])
    terms = Terms(catalog)
    slugs = [(name, slug) for name in sorted(VOCABULARIES & values.keys()) for slug in values[name]]
    location.closure_rows = values["closures"]
    location.photo_rows = values["photos"]
    saves_insurance, saves_programs = saved == ListingSection.INSURANCE, saved == ListingSection.PROGRAMS
    location._prefetched_objects_cache = {
        "terms": [terms.get(vocabulary, slug) for vocabulary, slug in slugs],
        "hours": [
            OpeningHours(weekday=row["weekday"], opens=_time(row["opens"]), closes=_time(row["closes"]))
            for row in values["hours"]
        ],
        "payer_networks": _networks(location, values, terms, today if saves_insurance else None),
        "programs": _programs(location, values, terms, today if saves_programs else None),
        "locationclinician_set": [_at_work(row) for row in values["clinicians"]],
        "confirmations": _confirmations(location, saved, today),
    }


class Terms:
    """Rows of the catalog's terms."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def get(self, vocabulary: str, slug: str) -> Term:
        term = self._catalog.get(vocabulary, slug)
        if term is None:  # it came after this process read the vocabulary
            return Term(vocabulary=vocabulary, slug=slug, label=slug, position=0)
        return self._row(term)

    def _row(self, term: CatalogTerm) -> Term:
        position = self._catalog.of(term.vocabulary).index(term)
        return Term(
            pk=term.id,
            vocabulary=term.vocabulary.value,
            slug=term.slug,
            label=term.label,
            explanation=term.explanation,
            position=position,
        )


def _networks(location: Location, values: Values, terms: Terms, today: date | None) -> list[PayerNetwork]:
    dates = {(row["payer"], row["service"]): row for row in location.network_rows}
    found = []
    for row in values["networks"]:
        known = dates.get((row["payer"], row["service"]), {})
        payer = terms.get(Vocabulary.PAYER, row["payer"])
        found.append(
            PayerNetwork(
                payer=payer,
                service=row["service"],
                status=row["status"],
                confirmed_on=today or _day(known.get("confirmed_on")),
                confirmed_by=Source.CLINIC if today else known.get("confirmed_by", ""),
            )
        )
    return found


def _programs(location: Location, values: Values, terms: Terms, today: date | None) -> list[CombinedProgram]:
    key = ("therapy", "timing", "delivery")
    dates = {(*(row[name] for name in key), row["condition"] or ""): row for row in location.program_rows}
    found = []
    for row in values["programs"]:
        known: Mapping[str, Any] = dates.get((*(row[name] for name in key), row["condition"]), {})
        facts = {
            **row,
            "therapy": terms.get(Vocabulary.THERAPY, row["therapy"]),
            "condition": terms.get(Vocabulary.CONDITION, row["condition"]) if row["condition"] else None,
        }
        program = CombinedProgram(**facts)
        program.attested_on = today or _day(known.get("attested_on"))
        program.attested_by = Source.CLINIC if today else known.get("attested_by", "")
        found.append(program)
    return found


def _at_work(row: Values) -> LocationClinician:
    own = {name: row[name] for name in ("first_name", "last_name", "credential", "npi")}
    clinician = Clinician(pk=row["id"] or 0, **own)  # 0: nobody has it, and people are sorted by it
    return LocationClinician(clinician=clinician, role=row["role"])


def _confirmations(location: Location, saved: ListingSection | None, today: date) -> list[Confirmation]:
    """Those of the database; saving a section will confirm it."""
    found = {
        row["section"]: Confirmation(
            section=row["section"], confirmed_on=_day(row["confirmed_on"]), confirmed_by=row["confirmed_by"]
        )
        for row in location.confirmation_rows
    }
    confirms = SECTIONS[saved].confirms if saved else None
    if confirms:
        found[confirms] = Confirmation(section=confirms, confirmed_on=today, confirmed_by=Source.CLINIC)
    return list(found.values())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str) -> time:
    return time.fromisoformat(text)
