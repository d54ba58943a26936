"""The words and shares that invented listings are drawn from; all names are invented or plain."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

DATA = Path(__file__).resolve().parent / "data"

# States where Spanish is spoken more than elsewhere.
SPANISH_STATES = frozenset({"AZ", "CA", "FL", "NJ", "NM", "NV", "NY", "TX"})
# Plans that exist in some states only. TRICARE has two regions, so where it isn't West, it is East.
STATES_OF_PAYERS = {
    "kaiser": frozenset({"CA", "CO", "DC", "GA", "HI", "MD", "OR", "VA", "WA"}),
    "anthem-elevance": frozenset(
        {"CA", "CO", "CT", "GA", "IN", "KY", "ME", "MO", "NH", "NV", "NY", "OH", "VA", "WI"}
    ),
    "tricare-west": frozenset(
        {"AK", "AR", "AZ", "CA", "CO", "HI", "IA", "ID", "IL", "KS", "LA", "MN", "MO", "MT"}
        | {"ND", "NE", "NM", "NV", "OK", "OR", "SD", "TX", "UT", "WA", "WI", "WY"}
    ),
}


class Chance(Random):
    """A seeded source of chance: the same seed draws the same directory."""

    def happens(self, share: float) -> bool:
        """True in `share` of all cases (0 to 1)."""
        return self.random() < share

    def one_of(self, table: dict[str, float]) -> str:
        """A key of `table`, as often as its share says; shares needn't add up to anything."""
        return self.choices(list(table), list(table.values()))[0]

    def some_of(self, vocabulary: str, table: dict[str, float]) -> set[str]:
        """The terms "vocabulary/slug" of those slugs that happen, each with its own share (0 to 1)."""
        return {f"{vocabulary}/{slug}" for slug, share in table.items() if self.happens(share)}


def shares(name: str) -> dict[str, float]:
    """The table `name` of data/shares.json."""
    return _read("shares.json")[name]


def words(name: str) -> list[str]:
    """The list `name` of data/words.json."""
    return _read("words.json")[name]


def area_codes(state: str) -> dict[str, tuple[float, float]]:
    """The telephone area codes of a state, each with the latitude and longitude of its main city."""
    return _read("area_codes.json").get(state, {})


@cache
def _read(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
