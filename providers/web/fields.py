"""A form field for text that has its place on one line."""

from typing import Any

from django import forms


class OneLine(forms.CharField):
    """Text without line breaks: it goes into mails, where a line has a meaning. A field for one line in a
    browser keeps nobody from sending more."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return " ".join(text.split()) if text else text
