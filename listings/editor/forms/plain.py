"""Sections that need no more than their fields: services, availability, accessibility, about."""

from typing import Any

from listings.editor.forms.base import SectionForm
from providers.fields.field import ListingSection


class ServicesForm(SectionForm):
    section = ListingSection.SERVICES


class AvailabilityForm(SectionForm):
    section = ListingSection.AVAILABILITY

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        youngest, oldest = cleaned.get("age_min"), cleaned.get("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_max", "The oldest age must not be below the youngest.")
        return cleaned


class AccessForm(SectionForm):
    section = ListingSection.ACCESS


class AboutForm(SectionForm):
    section = ListingSection.ABOUT
