"""What the forms of all sections have in common: plain values in, plain values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict

from listings.editor.errors import NotSaved
from listings.editor.forms.form_fields import TermsField, form_field
from listings.editor.forms.rows import RowForms
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.field import ListingSection
from providers.fields.kinds import RowList, Values
from providers.fields.sections import SECTIONS
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class FormContext:
    """What a section's form needs to know besides its values.

    `colleagues`: people at other locations of the practice. `looks_up`: whether an address may be looked up
    (not while a preview is drawn). `is_public`: what patients must be able to find has to be there. `dates`:
    since when a payer's status is known, "aetna/tms" -> "Nov 10, 2026, by the clinic". `practice_website`:
    what the public page shows where the listing has none of its own.
    """

    catalog: Catalog
    colleagues: list[Values] = field(default_factory=list)
    looks_up: bool = True
    is_public: bool = False
    dates: Mapping[str, str] = field(default_factory=dict)
    practice_website: str = ""


@dataclass(frozen=True)
class FormError:
    """One line of the summary of what is wrong: a link to the field, its label, the sentence."""

    href: str
    label: str
    message: str


class SectionForm(forms.Form):
    """The fields of a section, from their definitions. A subclass adds what its section has besides.

    `saved` are the section's values as they are now.
    """

    section: ClassVar[ListingSection]
    # Fields that have a place of their own in the section's template.
    placed: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: Mapping[str, Any] | None, *, saved: Values, context: FormContext) -> None:
        self.saved = saved
        self.context = context
        super().__init__(data, initial=self.initial_of(saved), use_required_attribute=False)
        self.add_fields()
        self.rows = self.make_rows(data)

    def initial_of(self, values: Values) -> dict[str, Any]:
        """What the fields start with; lists of rows have fields of their own."""
        return {
            name: value for name, value in values.items() if not isinstance(FIELD_BY_NAME[name].kind, RowList)
        }

    def add_fields(self) -> None:
        """The fields that the section's definitions ask for, in their order, then those of the class."""
        for entry in SECTIONS[self.section].entries:
            is_asked = entry.name in self.saved and not entry.is_derived
            if is_asked and (asked := form_field(entry, self.context.catalog)) is not None:
                if isinstance(asked, TermsField):
                    asked.drop_retired(self.saved[entry.name])
                self.fields[entry.name] = asked
        self.order_fields([*SECTIONS[self.section].fields])

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, RowForms]:
        """The lists of rows, by name."""
        return {}

    def lines(self) -> Iterator[list[BoundField]]:
        """The fields that the section's template does not place itself; those that share a line together."""
        found: dict[str, list[BoundField]] = {}
        for entry in SECTIONS[self.section].entries:
            if entry.name in self.fields and entry.name not in self.placed:
                found.setdefault(entry.beside or entry.name, []).append(self[entry.name])
        yield from found.values()

    def is_valid(self) -> bool:
        # A list, not any(): all rows are validated, so that all errors show.
        wrong_rows = [rows for rows in self.rows.values() if not rows.is_valid()]
        return super().is_valid() and not wrong_rows

    def values(self) -> Values:
        """The section's values; what is not valid (in a preview) stays as it was saved."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return {name: self.cleaned_data.get(name, value) for name, value in self.saved.items()}

    def note(self, problem: NotSaved) -> None:
        """Show why saving failed next to the field it is about, or on top where there is none."""
        name = problem.key.partition("/")[0]
        self.add_error(name if name in self.fields else None, problem.message)

    def forget_errors(self) -> None:
        """What was typed, without judging it: nobody is done yet."""
        self.full_clean()
        self._errors = ErrorDict()
        for rows in self.rows.values():
            rows.forget_errors()

    def wrong(self) -> Iterator[FormError]:
        """Everything that is wrong, fields first, then row by row."""
        if not self.is_bound:
            return
        for message in self.non_field_errors():
            yield FormError("", "", str(message))
        yield from wrong_fields(self)
        for rows in self.rows.values():
            for number, form in enumerate(rows, start=1):
                for message in form.non_field_errors():
                    yield FormError("", f"{form.label} {number}", str(message))
                yield from wrong_fields(form, f"{form.label} {number}, ")


def wrong_fields(form: forms.Form, prefix: str = "") -> Iterator[FormError]:
    """What is wrong in the fields of a form."""
    for bound in form:
        for message in bound.errors:
            yield FormError(f"#{bound.id_for_label or bound.auto_id}", f"{prefix}{bound.label}", str(message))
