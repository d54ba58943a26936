"""What the forms of all sections have in common: plain values in, plain values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from listings.editor.errors import NotSaved
from listings.editor.forms.fields import TermsField
from listings.editor.forms.rows import Rows
from providers.fields.facts import Values
from providers.vocabulary.catalog import Catalog
from providers.web.fields import OneLine


@dataclass(frozen=True)
class Surroundings:
    """What a section's form needs to know besides its values.

    `colleagues`: people at other locations of the practice. `looks_up`: whether an address may be looked up
    (not while a preview is drawn). `is_public`: what patients must be able to find has to be there.
    `dates`: since when a payer's status is known, "aetna/tms" -> "Nov 10, 2026, by the clinic".
    `practice_website`: what the public page shows where the listing has none of its own.
    """

    catalog: Catalog
    colleagues: list[Values] = field(default_factory=list)
    looks_up: bool = True
    is_public: bool = False
    dates: Mapping[str, str] = field(default_factory=dict)
    practice_website: str = ""


@dataclass(frozen=True)
class Wrong:
    """One line of the summary of what is wrong: a link to the field, its label, the sentence."""

    href: str
    label: str
    message: str


class SectionForm(forms.Form):
    """A section's fields. Subclasses say how its values fill them and what values they make."""

    def __init__(self, data: Mapping[str, Any] | None, *, present: Values, around: Surroundings) -> None:
        self.present = present
        self.around = around
        super().__init__(data, initial=self.initial_of(present), use_required_attribute=False)
        self.add_fields()
        self.rows = self.make_rows(data)

    def initial_of(self, values: Values) -> dict[str, Any]:
        return dict(values)

    def add_fields(self) -> None:
        """Fields that depend on what surrounds the form."""

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, Rows]:
        """The lists of rows, by name."""
        return {}

    def add_terms(self, vocabulary: str, label: str, help_text: str = "") -> None:
        terms = self.around.catalog.of(vocabulary)
        self.fields[vocabulary] = TermsField(terms, label=label, help_text=help_text)

    def is_valid(self) -> bool:
        wrong_rows = [rows for rows in self.rows.values() if not rows.is_valid()]  # each says what is wrong
        return super().is_valid() and not wrong_rows

    def values(self) -> Values:
        """The section's values; what is not valid (in a preview) stays as it is at present."""
        if self._errors is None:
            self.full_clean()
        return {name: self.cleaned_data.get(name, value) for name, value in self.present.items()}

    def note(self, problem: NotSaved) -> None:
        """Put why saving failed beside the field it is about, or on top where there is none."""
        name = problem.key.partition("/")[0]
        self.add_error(name if name in self.fields else None, problem.message)

    def forget_errors(self) -> None:
        """What was typed, without judging it: nobody is done yet."""
        self.full_clean()
        self._errors = ErrorDict()
        for rows in self.rows.values():
            rows.forget_errors()

    def wrong(self) -> Iterator[Wrong]:
        """Everything that is wrong, fields first, then row by row."""
        if not self.is_bound:
            return
        for message in self.non_field_errors():
            yield Wrong("", "", message)
        yield from wrong_fields(self)
        for rows in self.rows.values():
            for number, form in enumerate(rows, start=1):
                for message in form.non_field_errors():
                    yield Wrong("", f"{form.label} {number}", message)
                yield from wrong_fields(form, f"{form.label} {number}, ")


def wrong_fields(form: forms.Form, prefix: str = "") -> Iterator[Wrong]:
    """What is wrong in the fields of a form."""
    for bound in form:
        for message in bound.errors:
            yield Wrong(f"#{bound.id_for_label or bound.auto_id}", f"{prefix}{bound.label}", message)


def text_field(label: str, most: int, *, required: bool = False, **options: Any) -> OneLine:
    """A line of text; Django's field refuses NUL, which PostgreSQL can't store."""
    return OneLine(label=label, max_length=most, required=required, **options)
