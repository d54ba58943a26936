"""A form field for a single line of text."""

from typing import Any

from django import forms


class OneLine(forms.CharField):
    """Text without line breaks, because it goes into mails, where a line has a meaning.

    A single-line input in a browser does not prevent anyone from sending more.
    """

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if text else text
