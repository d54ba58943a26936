"""Form fields for search parameters: what anybody may put into an address, made harmless or refused.

None is ever required: django-filter says so when it makes them.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from places.text import words
from providers.search.criteria import ANY, DEFAULT_RADIUS, MAX_RADIUS

MAX_TEXT = 200
MAX_VALUES = 50
MAX_PAGE = 10**12
# What is quoted back in a message is cut to this length.
MAX_QUOTED = 40

# Control and formatting characters (NUL, direction marks, zero width), surrogates and the replacement
# character that Django puts where bytes were not UTF-8: none of them is ever part of a name.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffd\ud800-\udfff]+"
)


def printable(text: str) -> str:
    """`text` without characters that cannot be seen, and with single spaces."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


def quoted(text: str) -> str:
    """`text` as a message quotes it."""
    text = printable(text)
    return f"“{text[:MAX_QUOTED]}…”" if len(text) > MAX_QUOTED else f"“{text}”"


class PlainTextField(forms.CharField):
    """One line of text; what cannot be printed is dropped. `what` names it in a message."""

    def __init__(self, *, what: str, **options: Any) -> None:
        super().__init__(**options)
        self.what = what

    def clean(self, value: Any) -> str:
        text = printable(str(value or ""))
        if len(text) > MAX_TEXT:
            raise ValidationError(
                f"The {self.what} is longer than {MAX_TEXT} characters, so it was left out."
            )
        return text


class ValuesField(forms.Field):
    """A parameter that repeats: the distinct printable values, in order."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[str, ...]:
        values = dict.fromkeys(text for item in value or () if (text := printable(str(item))))
        return tuple(values)[:MAX_VALUES]


class SwitchField(forms.Field):
    """On for `1`; off for nothing or `0`."""

    ON, OFF = {"1", "true", "on", "yes"}, {"", "0", "false", "off", "no"}

    def clean(self, value: Any) -> bool:
        text = printable(str(value or "")).lower()
        if text not in self.ON | self.OFF:
            raise ValidationError(f"{quoted(text)} is neither 1 nor 0, so it was ignored.")
        return text in self.ON


class RadiusField(forms.Field):
    """Miles, or `any` for None."""

    def clean(self, value: Any) -> float | None:
        text = printable(str(value or "")).lower()
        if not text:
            return DEFAULT_RADIUS
        if text == ANY:
            return None
        try:
            miles = float(text)
        except ValueError:  # somebody edited the address
            miles = float("nan")
        if not 0 < miles <= MAX_RADIUS:  # also false for NaN
            raise ValidationError(
                f"{quoted(text)} is not a distance we can search: use 1 to {MAX_RADIUS:.0f} miles, or “any”. "
                f"Showing {DEFAULT_RADIUS:.0f} miles."
            )
        return miles


class NameField(PlainTextField):
    """A name; one without a letter or digit is refused, since it would be no filter at all."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not words(text):
            raise ValidationError(
                f"The {self.what} {quoted(text)} has no letter or digit, so it was ignored."
            )
        return text


class PageField(forms.Field):
    """A page number from 1."""

    def clean(self, value: Any) -> int:
        text = printable(str(value or ""))
        if not text:
            return 1
        if not re.fullmatch(r"0*[1-9][0-9]*", text):
            raise ValidationError(f"There is no page {quoted(text)}. Showing the first page.")
        digits = text.lstrip("0")
        # No int() of a number with thousands of digits: Python refuses it, and no site has the pages.
        return int(digits) if len(digits) < len(str(MAX_PAGE)) else MAX_PAGE


class PageSizeField(forms.Field):
    """The number of results on a page, from 1 to `maximum`; None where nothing is given."""

    def __init__(self, *, maximum: int, **options: Any) -> None:
        super().__init__(**options)
        self.maximum = maximum

    def clean(self, value: Any) -> int | None:
        text = printable(str(value or ""))
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
            raise ValidationError(f"page_size {quoted(text)} is not a number from 1 to {self.maximum}.")
        return int(text)


class DegreesField(forms.Field):
    """Degrees between -`limit` and `limit`; None where nothing is given. `what` names them in a message."""

    def __init__(self, *, what: str, limit: float, **options: Any) -> None:
        super().__init__(**options)
        self.what, self.limit = what, limit

    def clean(self, value: Any) -> float | None:
        text = printable(str(value or ""))
        if not text:
            return None
        try:
            degrees = float(text)
        except ValueError:  # somebody edited the address
            degrees = float("nan")
        if not -self.limit <= degrees <= self.limit:  # also refuses NaN
            raise ValidationError(
                f"The {self.what} {quoted(text)} is not between -{self.limit:.0f} and {self.limit:.0f}, "
                "so the point was ignored."
            )
        return degrees
