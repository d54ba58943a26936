"""Kinds of fields that are one value in one column of a location or practice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import phonenumbers
from django.db import models

from providers import words
from providers.fields.cells import YES_NO
from providers.fields.kinds.base import Kind


@dataclass(frozen=True)
class Plain(Kind):
    """One value in one column."""

    def patient_words(self, value: Any) -> str:
        """The value in words for patients; "" where it is not known."""
        return self.in_words(value) if self.is_known(value) else ""


@dataclass(frozen=True)
class Text(Plain):
    """One line of text, "" for none. `required`: a listing can't be saved without it."""

    required: bool = False


@dataclass(frozen=True)
class LongText(Plain):
    """Text of several lines, "" for none. `rows` is the height of its box in the editor."""

    rows: int = 10

    def is_known(self, value: Any) -> bool:
        return bool(value and value.strip())


@dataclass(frozen=True)
class Digits(Text):
    """Digits only, such as a phone extension. `wrong` is what the editor says of anything else."""

    wrong: str = "Enter digits only."


@dataclass(frozen=True)
class State(Text):
    """The two letters of a state or territory."""


@dataclass(frozen=True)
class Zip(Text):
    """The five digits of a ZIP."""


@dataclass(frozen=True)
class Phone(Text):
    """A phone number in E.164, such as +13125550123."""

    def in_words(self, value: Any) -> str:
        return words.phone(value) if value else ""

    def cell(self, value: Any, part: str) -> str:
        """As Americans write it: a plus sign in front would look like a formula."""
        try:
            number = phonenumbers.parse(value, "US")
        except phonenumbers.NumberParseException:  # none, or imported data that is no number
            return value
        if number.country_code != 1:
            return value
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


@dataclass(frozen=True)
class WebAddress(Text):
    """The address of a web page."""


@dataclass(frozen=True)
class Email(Text):
    """An email address."""


@dataclass(frozen=True)
class Npi(Text):
    """A National Provider Identifier: ten digits, the last one a check digit."""


@dataclass(frozen=True)
class Coordinate(Plain):
    """Degrees between -`limit` and `limit`, None where the point is not known."""

    limit: float = 180

    def nothing(self) -> None:
        return None

    def in_words(self, value: Any) -> str:
        return "" if value is None else f"{value:.5f}"

    def cell(self, value: Any, part: str) -> str:
        """With the six digits that forms keep, without zeros at the end."""
        return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Flag(Plain):
    """True or False, set by the site and not by people."""

    def nothing(self) -> bool:
        return False

    def in_words(self, value: Any) -> str:
        return "" if value is None else "Yes" if value else "No"

    def cell(self, value: Any, part: str) -> str:
        return YES_NO[value]


@dataclass(frozen=True)
class YesNo(Plain):
    """True, False, or None for not known.

    `yes` and `no` are what patients read. `unknown` is the editor's third choice.
    """

    yes: str = "Yes"
    no: str = "No"
    unknown: str = "Not known"

    def nothing(self) -> None:
        return None

    def in_words(self, value: Any) -> str:
        return {None: "Not known", True: "Yes", False: "No"}[value]

    def patient_words(self, value: Any) -> str:
        return {None: "", True: self.yes, False: self.no}[value]

    def cell(self, value: Any, part: str) -> str:
        return YES_NO[value]


@dataclass(frozen=True)
class Number(Plain):
    """A whole number from `minimum` to `maximum`, None for not known.

    `phrase` makes words for patients of it. `choices` are the numbers that patients can filter by: a choice
    takes in every number up to it.
    """

    minimum: int = 0
    maximum: int = 32_767  # what the column holds
    phrase: Callable[[int], str] = str
    choices: tuple[int, ...] = ()

    def nothing(self) -> None:
        return None

    def patient_words(self, value: Any) -> str:
        return "" if value is None else self.phrase(value)


@dataclass(frozen=True)
class Date(Plain):
    """A day, as a date or in ISO format; None for none."""

    def nothing(self) -> None:
        return None

    def in_words(self, value: Any) -> str:
        if not value:
            return ""
        return words.long_date(value if isinstance(value, date) else date.fromisoformat(value))


@dataclass(frozen=True)
class Enumerated(Plain):
    """One of the values of an enumeration; "" for none."""

    values: type[models.TextChoices]

    def in_words(self, value: Any) -> str:
        return str(self.values(value).label) if value else ""
