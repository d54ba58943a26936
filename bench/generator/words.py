"""The words of providers/demo as columns to pick from by code."""

from functools import cached_property

from bench.generator.copy_format import Strings
from providers.demo.chance import shares, words


class Words:
    """Lists of words; each is encoded once, when it is first used."""

    def strings(self, name: str) -> Strings:
        return Strings.of(words(name))

    @cached_property
    def beginnings(self) -> Strings:
        return self.strings("name_beginnings")

    @cached_property
    def endings(self) -> Strings:
        return self.strings("name_endings")

    @cached_property
    def kinds(self) -> Strings:
        """With the space before them: " TMS & Psychotherapy"."""
        return Strings.of([f" {kind}" for kind in shares("practice_kinds")])

    @cached_property
    def hosts(self) -> Strings:
        """A name's beginning as it stands in a host name."""
        return Strings.of([word.lower() for word in words("name_beginnings")])

    @cached_property
    def streets(self) -> Strings:
        """With the spaces around them: " Walnut "."""
        return Strings.of([f" {street} " for street in words("streets")])

    @cached_property
    def areas(self) -> Strings:
        """Parts of a city, one for each street, with a space before them: " Walnut Hill"."""
        return Strings.of([f" {area}" for area in words("areas")])

    @cached_property
    def street_kinds(self) -> Strings:
        return Strings.of(list(shares("street_kinds")))

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
