"""Sections of a few plain fields: services, availability, access, about."""

from typing import Any

from django import forms

from listings.editor.forms.base import SectionForm
from listings.editor.forms.fields import YesNoUnknownField, number_field


class ServicesForm(SectionForm):
    def add_fields(self) -> None:
        self.add_terms("condition", "What you treat with TMS")
        self.add_terms("protocol", "TMS protocols")
        self.add_terms("device", "TMS devices")
        self.add_terms("therapy", "Therapies")
        self.add_terms("telehealth", "By video or phone", "TMS itself is always in person.")


class AvailabilityForm(SectionForm):
    accepting_new_patients = YesNoUnknownField(
        label="Are you taking new patients?", unknown="I don’t know", widget=forms.RadioSelect
    )
    wait_weeks = number_field(
        0, 104, label="Weeks until a first visit", help_text="About; 0 is this week. Empty if you can’t say."
    )
    age_min = number_field(0, 120, label="Youngest age", help_text="Empty if there is no limit.")
    age_max = number_field(0, 120, label="Oldest age", help_text="Empty if there is no limit.")

    def add_fields(self) -> None:
        self.add_terms("age_group", "Ages you see")
        self.add_terms("schedule", "Hours for working people")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        youngest, oldest = cleaned.get("age_min"), cleaned.get("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_max", "The oldest age must not be below the youngest.")
        return cleaned


class AccessForm(SectionForm):
    def add_fields(self) -> None:
        self.add_terms("accessibility", "Access")
        self.add_terms("language", "Languages")


class AboutForm(SectionForm):
    about = forms.CharField(
        label="About this place",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="In your own words, up to 2,000 characters: how a first visit goes, who the team is, where "
        "to park. No links, no names of patients.",
    )

    def clean_about(self) -> str:
        return self.cleaned_data["about"].replace("\r\n", "\n")
