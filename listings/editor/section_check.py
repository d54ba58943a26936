"""Checking values of a section that do not come from a page, with the editor's own form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from listings.editor.forms.base import FormContext, SectionForm
from listings.editor.forms.sections import FORMS
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.vocabulary.catalog import Catalog


@dataclass(frozen=True)
class CheckedSection:
    """`values`: what would be saved; None if there are errors. `errors`: pairs of a name (of a field, or of a
    list of rows) and a sentence."""

    values: Values | None
    errors: tuple[tuple[str, str], ...] = ()


def check_section(
    section: ListingSection,
    data: Mapping[str, object],
    *,
    present: Values,
    catalog: Catalog,
    colleagues: list[Values],
    is_public: bool,
) -> CheckedSection:
    """Check `data`, which is named like the form's fields; a list stands for several values of one name.

    `present`: the values as they are now. `colleagues`: people at other locations of the practice.
    """
    context = FormContext(catalog, colleagues=colleagues, is_public=is_public)
    form = FORMS[section](as_sent(data), saved=present, context=context)
    if form.is_valid():
        return CheckedSection(form.values())
    return CheckedSection(None, tuple(errors_of(form)))


def as_sent(data: Mapping[str, object]) -> MultiValueDict[str, object]:
    """The data as a browser would send it."""
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    )


def errors_of(form: SectionForm) -> Iterator[tuple[str, str]]:
    """Every error: the name of its field or list of rows, and its message."""
    for name, messages in form.errors.items():
        for message in messages:
            yield name, str(message)
    for name, rows in form.rows.items():
        for number, row in enumerate(rows, start=1):
            for bound in row:
                for message in bound.errors:
                    yield name, f"{row.label} {number}, {bound.label}: {message}"
            for message in row.non_field_errors():
                yield name, f"{row.label} {number}: {message}"
