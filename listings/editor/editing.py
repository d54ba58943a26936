"""A listing as the editor's pages need it: its values, what is missing, the forms and the preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.utils import timezone

from listings.editor.completeness import Completeness, completeness
from listings.editor.forms.base import FormContext, SectionForm
from listings.editor.forms.sections import FORMS
from listings.models import HeldChange
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.listing.changed import with_values
from providers.listing.listing import Listing
from providers.listing.location import LocationPage, location_page
from providers.listing.reading import read_listing
from providers.listing.values import SectionValues, values_of
from providers.models import Clinician, Location, Term
from providers.vocabulary.catalog import Catalog
from providers.web.freshness import as_of


@dataclass
class Editing:
    """A listing and the vocabulary, read in one statement each. What only some pages show is read by them."""

    listing: Listing
    catalog: Catalog

    @classmethod
    def of(cls, location: Location) -> Self:
        return cls(read_listing(location.pk), Catalog.from_rows(Term.objects.all()))

    @property
    def location(self) -> Location:
        return self.listing.location

    @property
    def is_public(self) -> bool:
        return self.location.status == Location.Status.PUBLISHED

    @cached_property
    def values(self) -> SectionValues:
        return values_of(self.listing)

    @cached_property
    def completeness(self) -> Completeness:
        return completeness(self.values, self.location)

    @cached_property
    def held(self) -> list[HeldChange]:
        """Sensitive changes that wait for a check."""
        waiting = HeldChange.objects.filter(location=self.location, state=HeldChange.State.WAITING)
        return list(waiting.order_by("pk"))

    @cached_property
    def colleagues(self) -> list[Values]:
        """Who works at other locations of the practice and not here, with all but a role."""
        people = Clinician.objects.filter(locations__practice=self.listing.practice)
        others = people.exclude(pk__in=[person.id for person in self.listing.clinicians])
        columns = ("id", "first_name", "last_name", "credential", "npi")
        rows = others.distinct().order_by("last_name", "first_name", "pk").values(*columns)
        return [{**row, "npi": row["npi"] or ""} for row in rows]

    def form(
        self,
        section: ListingSection,
        data: Mapping[str, Any] | None = None,
        *,
        start: Values | None = None,
        looks_up: bool = False,
    ) -> SectionForm:
        """The form of a section. `start` are the values it starts from, if not those of the database;
        `looks_up`: whether an address may be looked up."""
        context = FormContext(
            self.catalog,
            colleagues=self.colleagues if section == ListingSection.CLINICIANS else [],
            looks_up=looks_up,
            is_public=self.is_public,
            dates=network_dates(self.listing),
            practice_website=self.listing.practice.website,
        )
        return FORMS[section](data, saved=start or self.values[section], context=context)

    def preview(self, section: ListingSection | None = None, values: Values | None = None) -> LocationPage:
        """The public page, with `values` in place of those of a section."""
        moment = timezone.now()
        listing = self.listing
        if section is not None and values is not None:
            today = timezone.localdate(moment)
            listing = with_values(listing, section, values, self.catalog, today=today)
        return location_page(listing, self.catalog, moment=moment)


def network_dates(listing: Listing) -> dict[str, str]:
    """ "aetna/tms" -> "Nov 10, 2026, by the clinic": since when a status is known."""
    return {
        f"{row.payer.slug}/{row.service}": as_of(row.confirmed_on, row.confirmed_by)
        for row in listing.networks
    }
