"""Form fields that return the directory's own types, and the one that each kind of field is asked with."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from places.states import STATE_BY_CODE
from providers.fields import kinds
from providers.fields.field import Field
from providers.models import Location, Practice
from providers.npi import is_valid_npi
from providers.vocabulary.catalog import Catalog, CatalogTerm
from providers.web.form_fields import OneLine, PhoneField

UNKNOWN = ""


def text_field(label: str, max_length: int, *, required: bool = False, **options: Any) -> OneLine:
    """A line of text; Django's field refuses NUL, which PostgreSQL can't store."""
    return OneLine(label=label, max_length=max_length, required=required, **options)


class LongTextField(forms.CharField):
    """Text of several lines, each ended by a line feed."""

    def clean(self, value: Any) -> str:
        return super().clean(value).replace("\r\n", "\n")


class WebAddressField(forms.URLField):
    """The address of a web page, which begins with https:// or http://."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)

    def clean(self, value: Any) -> str:
        address = super().clean(value)
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError("A web address begins with https://.")
        return address


class ZipField(forms.CharField):
    """Five digits, of a ZIP or a ZIP+4."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=10,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            validators=[RegexValidator(r"^[0-9]{5}(-[0-9]{4})?$", "A ZIP has five digits.")],
            **options,
        )

    def clean(self, value: Any) -> str:
        return super().clean(value)[:5]


class NpiField(forms.CharField):
    """Ten digits with the right check digit, or ""."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=20,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> str:
        npi = super().clean(value).replace(" ", "").replace("-", "")
        if npi and not (npi.isdigit() and len(npi) == 10):
            raise ValidationError("An NPI has ten digits.")
        if npi and not is_valid_npi(npi):
            raise ValidationError("This is not a valid NPI: its check digit is wrong.")
        return npi


class StateField(forms.ChoiceField):
    """The two letters of a state or territory."""

    def __init__(self, **options: Any) -> None:
        names = sorted((state.name, code) for code, state in STATE_BY_CODE.items())
        super().__init__(choices=[("", "Choose"), *((code, name) for name, code in names)], **options)


class YesNoUnknownField(forms.ChoiceField):
    """Yes, no or not known: True, False or None."""

    VALUES = {"yes": True, "no": False, UNKNOWN: None}

    def __init__(self, *, unknown: str = "Not known", **options: Any) -> None:
        choices = [("yes", "Yes"), ("no", "No"), (UNKNOWN, unknown)]
        super().__init__(choices=choices, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return next((text for text, meant in self.VALUES.items() if meant is value), value)

    def clean(self, value: Any) -> bool | None:
        return self.VALUES[super().clean(value)]


class TermsField(forms.MultipleChoiceField):
    """Any number of the terms of a vocabulary: their slugs, in the vocabulary's order."""

    def __init__(self, terms: Iterable[CatalogTerm], **options: Any) -> None:
        self._terms = tuple(terms)
        super().__init__(
            choices=[(term.slug, term.label) for term in self._terms],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [term.slug for term in self._terms if term.slug in chosen]

    def drop_retired(self, kept: Collection[str]) -> None:
        """Offer no retired term, except those of `kept`, which the listing has."""
        self.choices = [
            (term.slug, term.label) for term in self._terms if not term.is_retired or term.slug in kept
        ]


FormField = Callable[[Any, Field, Catalog], forms.Field]


def form_field(field: Field, catalog: Catalog) -> forms.Field | None:
    """What asks for a field; None for one that has a form of its own, such as the hours."""
    for kind in type(field.kind).__mro__:
        if kind in _FORM_FIELDS:
            return _FORM_FIELDS[kind](field.kind, field, catalog)
    return None


def _about(field: Field) -> dict[str, Any]:
    return {"label": field.editor_label, "help_text": field.help}


def _length(field: Field) -> int | None:
    """What the column holds."""
    model = Practice if field.is_practices else Location
    column = model._meta.get_field(field.name)
    assert isinstance(column, models.CharField | models.TextField)  # kinds of text have such a column
    return column.max_length


def _text(kind: kinds.Text, field: Field, catalog: Catalog) -> forms.Field:
    return OneLine(**_about(field), max_length=_length(field), required=kind.required)


def _long_text(kind: kinds.LongText, field: Field, catalog: Catalog) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": kind.rows})
    return LongTextField(**_about(field), max_length=_length(field), required=False, widget=widget)


def _digits(kind: kinds.Digits, field: Field, catalog: Catalog) -> forms.Field:
    validators = [RegexValidator(r"^[0-9]*$", kind.wrong)]
    return forms.CharField(
        **_about(field), max_length=_length(field), required=kind.required, validators=validators
    )


def _web_address(kind: kinds.WebAddress, field: Field, catalog: Catalog) -> forms.Field:
    return WebAddressField(**_about(field), max_length=_length(field), required=kind.required)


def _email(kind: kinds.Email, field: Field, catalog: Catalog) -> forms.Field:
    return forms.EmailField(**_about(field), max_length=_length(field), required=kind.required)


def _coordinate(kind: kinds.Coordinate, field: Field, catalog: Catalog) -> forms.Field:
    return forms.FloatField(**_about(field), min_value=-kind.limit, max_value=kind.limit, required=False)


def _number(kind: kinds.Number, field: Field, catalog: Catalog) -> forms.Field:
    return forms.IntegerField(**_about(field), min_value=kind.minimum, max_value=kind.maximum, required=False)


_FORM_FIELDS: dict[type[kinds.Kind], FormField] = {
    kinds.Text: _text,
    kinds.LongText: _long_text,
    kinds.Digits: _digits,
    kinds.WebAddress: _web_address,
    kinds.Email: _email,
    kinds.Coordinate: _coordinate,
    kinds.Number: _number,
    kinds.State: lambda kind, field, catalog: StateField(**_about(field), required=kind.required),
    kinds.Zip: lambda kind, field, catalog: ZipField(**_about(field), required=kind.required),
    kinds.Phone: lambda kind, field, catalog: PhoneField(**_about(field), required=kind.required),
    kinds.Npi: lambda kind, field, catalog: NpiField(**_about(field)),
    kinds.YesNo: lambda kind, field, catalog: YesNoUnknownField(
        **_about(field), unknown=kind.unknown, widget=forms.RadioSelect
    ),
    kinds.VocabularyTerms: lambda kind, field, catalog: TermsField(
        catalog.of(kind.vocabulary), **_about(field)
    ),
}
