"""A place of a practice that is new here: what patients need from the start, on one page."""

from collections.abc import Mapping
from typing import Any

from django import forms

from listings.editor.forms.adding import AddLocationForm
from listings.editor.forms.base import FormContext
from listings.editor.forms.form_fields import (
    NpiField,
    TermsField,
    WebAddressField,
    YesNoUnknownField,
    text_field,
)
from providers.fields.kinds import Values
from providers.models import PayerNetwork, Vocabulary

PRACTICE_FIELDS = ("practice_name", "practice_website", "practice_npi")
SERVICES = {"conditions": Vocabulary.CONDITION, "therapies": Vocabulary.THERAPY}
_LABELS = {
    "conditions": "What do you treat with TMS?",
    "therapies": "Which talk therapies do you offer on site?",
    "payers": "Which insurers are you in network with for TMS?",
}


class NewPlaceForm(AddLocationForm):
    """Name, address and phone of the first place; the practice; and services, insurance and new patients."""

    def __init__(self, data: Mapping[str, Any] | None, context: FormContext) -> None:
        super().__init__(data, context)
        self.fields["name"].label = "Name of the clinic"
        self.fields["phone"].required = True
        self.fields["phone"].error_messages["required"] = "Patients need a phone number."

    def add_fields(self) -> None:
        super().add_fields()
        self.fields["practice_name"] = text_field(
            "Practice or company",
            200,
            help_text="If it is called something else than this clinic, for example because it has several.",
        )
        self.fields["practice_website"] = WebAddressField(label="Website", max_length=300, required=False)
        self.fields["practice_npi"] = NpiField(
            label="NPI of the practice",
            help_text="Ten digits. With it we find the practice in the national registry.",
        )
        catalog = self.context.catalog
        for name, vocabulary in (*SERVICES.items(), ("payers", Vocabulary.PAYER)):
            self.fields[name] = TermsField(catalog.offered(vocabulary), label=_LABELS[name])
        self.fields["accepting"] = YesNoUnknownField(
            label="Do you take new patients?", unknown="Not sure", widget=forms.RadioSelect
        )

    def practice_values(self) -> dict[str, str]:
        """Name, website and NPI of the practice."""
        data = self.cleaned_data
        return {
            "name": data["practice_name"] or data["name"],
            "website": data["practice_website"],
            "npi": data["practice_npi"],
        }

    def section_values(self) -> dict[str, Values]:
        """Section of the editor -> what was filled in there."""
        data = self.cleaned_data
        networks = [
            {
                "payer": slug,
                "service": PayerNetwork.Service.TMS.value,
                "status": PayerNetwork.Status.IN_NETWORK.value,
            }
            for slug in data["payers"]
        ]
        return {
            "services": {vocabulary.value: data[name] for name, vocabulary in SERVICES.items()},
            "insurance": {"networks": networks},
            "availability": {"accepting_new_patients": data["accepting"]},
        }
