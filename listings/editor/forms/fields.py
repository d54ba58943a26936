"""Form fields that return the directory's own types."""

from collections.abc import Iterable
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError

from places.states import STATE_BY_CODE
from providers.npi import is_valid_npi
from providers.vocabulary.catalog import CatalogTerm

UNKNOWN = ""


class PhoneField(forms.CharField):
    """A phone number as Americans write it; returns E.164, "+13125550123", or ""."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=40, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}), **options
        )

    def prepare_value(self, value: Any) -> Any:
        """A number that is kept, as Americans write it; what somebody typed stays as typed."""
        if not isinstance(value, str) or not value.startswith("+1"):
            return value
        try:
            number = phonenumbers.parse(value)
        except phonenumbers.NumberParseException:  # typed, and not a number
            return value
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        wrong = ValidationError("Enter a phone number with its area code, such as (312) 555-0123.")
        try:
            number = phonenumbers.parse(text, "US")
        except phonenumbers.NumberParseException as error:  # no digits, or far too many
            raise wrong from error
        result = phonenumbers.is_possible_number_with_reason(number)
        # Seven digits are possible within a town only.
        if result != phonenumbers.ValidationResult.IS_POSSIBLE or number.extension:
            raise wrong
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
        self._order = [term.slug for term in terms]
        super().__init__(
            choices=[(term.slug, term.label) for term in terms],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [slug for slug in self._order if slug in chosen]


def number_field(least: int, most: int, **options: Any) -> forms.IntegerField:
    """A whole number, or None."""
    return forms.IntegerField(min_value=least, max_value=most, required=False, **options)
