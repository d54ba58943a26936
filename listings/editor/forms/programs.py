"""Programs that combine TMS with a therapy: the clinic attests each of them, as of today."""

from collections.abc import Mapping
from typing import Any

from django import forms

from listings.editor.forms.base import SectionForm
from listings.editor.forms.form_fields import YesNoUnknownField, text_field
from listings.editor.forms.rows import RowForm, RowForms
from providers.fields.field import ListingSection
from providers.fields.kinds import Programs, Values
from providers.models import Credential, Delivery, Vocabulary
from providers.vocabulary.catalog import Catalog

MAX_PROGRAMS = 40


class ProgramForm(RowForm):
    label = "Program"
    partner_name = text_field("Name of the partner practice", 200)
    therapist_credentials = forms.MultipleChoiceField(
        label="Training of the therapists",
        choices=Credential.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shared_plan = YesNoUnknownField(label="Do both teams work from one written plan?")

    def __init__(self, *arguments: Any, catalog: Catalog, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._add_choice(catalog, "therapy", Vocabulary.THERAPY, "Therapy", "Choose a therapy")
        self._add_choice(
            catalog, "condition", Vocabulary.CONDITION, "For", "Any condition you treat", required=False
        )
        self._add_choice(catalog, "timing", Vocabulary.TIMING, "When", "Choose when")
        self._add_choice(catalog, "delivery", Vocabulary.DELIVERY, "Who gives it, and where", "Choose")
        self.order_fields([*Programs.key, *self.base_fields])

    def _add_choice(
        self,
        catalog: Catalog,
        name: str,
        vocabulary: Vocabulary,
        label: str,
        empty: str,
        *,
        required: bool = True,
    ) -> None:
        terms = catalog.offered(vocabulary, kept=[self.initial.get(name, "")])
        choices = [("", empty), *((term.slug, term.label) for term in terms)]
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=required)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("delivery") == Delivery.PARTNER and not cleaned.get("partner_name"):
            self.add_error("partner_name", "Name the partner practice, so that patients know where to go.")
        if cleaned.get("delivery") not in (None, Delivery.PARTNER):
            cleaned["partner_name"] = ""
        return cleaned

    def value(self) -> Values:
        return {name: self.cleaned_data[name] for name in Programs.columns}


class ProgramsForm(SectionForm):
    section = ListingSection.PROGRAMS

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, RowForms]:
        rows = RowForms(
            ProgramForm,
            "programs",
            data=data,
            initial=self.saved["programs"],
            extra=1 if not self.saved["programs"] else 0,
            maximum=MAX_PROGRAMS,
            catalog=self.context.catalog,
        )
        return {"programs": rows}

    def is_valid(self) -> bool:
        return super().is_valid() and not self._twice()

    def _twice(self) -> bool:
        """Whether a program was entered twice; says so next to the second."""
        seen: set[tuple[str, ...]] = set()
        found = False
        for form in self.rows["programs"].wanted():
            key = tuple(form.cleaned_data[name] for name in Programs.key)
            if key in seen:
                form.add_error("therapy", "This program is listed twice. Change or remove one of them.")
                found = True
            seen.add(key)
        return found

    def values(self) -> Values:
        return {**super().values(), "programs": [form.value() for form in self.rows["programs"].wanted()]}
