"""The words that demo practices, streets and people are named from. All are invented or plain."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from providers.demo.chance import Weights
from providers.demo.copy_format import Strings

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Words:
    """Lists to pick from by code, and the weights of those that are not all alike."""

    lists: dict[str, list]
    area_codes: dict[str, dict[str, tuple[float, float]]]  # state, code, its main city's point

    @classmethod
    def read(cls) -> "Words":
        return cls(
            lists=json.loads((DATA / "words.json").read_text(encoding="utf-8")),
            area_codes=json.loads((DATA / "area_codes.json").read_text(encoding="utf-8")),
        )

    def strings(self, name: str) -> Strings:
        return Strings.of([item if isinstance(item, str) else item[0] for item in self.lists[name]])

    def weights(self, name: str) -> Weights:
        return Weights(1.0 if isinstance(item, str) else item[1] for item in self.lists[name])

    @cached_property
    def beginnings(self) -> Strings:
        return self.strings("name_beginnings")

    @cached_property
    def endings(self) -> Strings:
        return self.strings("name_endings")

    @cached_property
    def kinds(self) -> Strings:
        """With the space before them: " TMS & Psychotherapy"."""
        return Strings.of([f" {kind}" for kind, _ in self.lists["practice_kinds"]])

    @cached_property
    def hosts(self) -> Strings:
        """A name's beginning as it stands in a host name."""
        return Strings.of([word.lower() for word in self.lists["name_beginnings"]])

    @cached_property
    def streets(self) -> Strings:
        """With the spaces around them: " Walnut "."""
        return Strings.of([f" {street} " for street in self.lists["streets"]])

    @cached_property
    def areas(self) -> Strings:
        """Parts of a city, one for each street, with a space before them: " Walnut Hill"."""
        return Strings.of([f" {area}" for area in self.lists["areas"]])

    @cached_property
    def street_kinds(self) -> Strings:
        return self.strings("street_kinds")

    @cached_property
    def first_names(self) -> Strings:
        return self.strings("first_names")

    @cached_property
    def last_names(self) -> Strings:
        return self.strings("last_names")

    @cached_property
    def whole_numbers(self) -> Strings:
        """0 to 9999 in decimal."""
        return Strings.of([str(number) for number in range(10_000)])

    @cached_property
    def two_digits(self) -> Strings:
        """00 to 99."""
        return Strings.of([f"{number:02}" for number in range(100)])
