"""Form fields that the site and its admin share: a line of text, and a phone number."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError


class OneLine(forms.CharField):
    """Text without line breaks, because it goes into mails, where a line has a meaning.

    A single-line input in a browser does not prevent anyone from sending more.
    """

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if text else text


class PhoneField(forms.CharField):
    """A phone number as Americans write it; returns E.164, "+13125550123", or ""."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=40,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
            **options,
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
