"""Who works at a location: people who are there, colleagues of other locations, and new ones."""

from collections.abc import Mapping
from typing import Any

from django import forms

from listings.editor.errors import NotSaved
from listings.editor.forms.base import SectionForm
from listings.editor.forms.form_fields import NpiField, text_field
from listings.editor.forms.rows import RowForm, RowForms
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.fields.kinds.clinicians import clinician_key
from providers.models import Credential

MAX_CLINICIANS = 60
OWN = ("first_name", "last_name", "credential", "npi", "role")


class ClinicianForm(RowForm):
    label = "Clinician"
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    first_name = text_field("First name", 80, required=True)
    last_name = text_field("Last name", 80, required=True)
    credential = forms.ChoiceField(
        label="Credential", choices=[("", "None of these"), *Credential.choices], required=False
    )
    role = text_field("Role here", 80, help_text="Such as “Psychiatrist” or “OCD therapist”.")
    npi = NpiField(label="NPI", help_text="Ten digits; the last one checks the others.")

    def __init__(self, *arguments: Any, known_ids: frozenset[int], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._known_ids = known_ids

    def has_content(self) -> bool:
        return any(name not in ("remove", "id") for name in self.changed_data)

    def clean_id(self) -> int | None:
        """Only people of this practice can be named by number; any other number counts as none."""
        number = self.cleaned_data["id"]
        return number if number in self._known_ids else None

    def value(self) -> Values:
        return {name: self.cleaned_data[name] for name in ("id", *OWN)}


class CliniciansForm(SectionForm):
    section = ListingSection.CLINICIANS

    def add_fields(self) -> None:
        super().add_fields()
        choices = [(str(one["id"]), _name(one)) for one in self.context.colleagues]
        self.fields["colleagues"] = forms.MultipleChoiceField(
            label="Also works here",
            help_text="People at your other locations.",
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, RowForms]:
        people = [*self.saved["clinicians"], *self.context.colleagues]
        rows = RowForms(
            ClinicianForm,
            "clinicians",
            data=data,
            initial=self.saved["clinicians"],
            extra=1 if not self.saved["clinicians"] else 0,
            maximum=MAX_CLINICIANS,
            known_ids=frozenset(one["id"] for one in people),
        )
        return {"clinicians": rows}

    def is_valid(self) -> bool:
        return super().is_valid() and not self._twice()

    def _twice(self) -> bool:
        """Whether somebody was entered twice; says so next to the second."""
        seen: set[str] = set()
        found = False
        for form in self.rows["clinicians"].wanted():
            keys = {clinician_key(form.value()), f"npi-{form.cleaned_data['npi']}"} - {"npi-"}
            if keys & seen:
                form.add_error("last_name", "This person is listed twice. Remove one of the two.")
                found = True
            seen |= keys
        return found

    def values(self) -> Values:
        values = super().values()
        rows = [form.value() for form in self.rows["clinicians"].wanted()]
        added = set(self.cleaned_data.get("colleagues", ()))
        colleagues = [one for one in self.context.colleagues if str(one["id"]) in added]
        return {**values, "clinicians": rows + [{**one, "role": ""} for one in colleagues]}

    def note(self, problem: NotSaved) -> None:
        key = problem.key.partition("/")[2]
        for form in self.rows["clinicians"].wanted():
            if clinician_key(form.value()) == key:
                form.add_error("npi" if "NPI" in problem.message else "last_name", problem.message)
                return
        super().note(problem)


def _name(person: Values) -> str:
    credential = f", {Credential(person['credential']).label}" if person["credential"] else ""
    return f"{person['first_name']} {person['last_name']}{credential}"
