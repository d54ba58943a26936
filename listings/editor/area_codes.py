"""Where the area code of a phone number is from.

The file gives, for each state, its area codes with the middle of their towns. It was made from the tables of
libphonenumber (Apache License 2.0), which take 100 MB in memory, and our gazetteer. Numbers free of charge
(800, 833, ...) belong nowhere and are not in it.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "area_codes.json"


@dataclass(frozen=True)
class Area:
    """`state` is a two-letter code; the point is in degrees."""

    state: str
    latitude: float
    longitude: float


@cache
def areas() -> dict[str, Area]:
    """Area code -> where it is from."""
    states: dict[str, dict[str, tuple[float, float]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {code: Area(state, *point) for state, codes in states.items() for code, point in codes.items()}


def area_code(phone: str) -> str:
    """The three digits of an American number in E.164 form, +13125550123; "" for others."""
    return phone[2:5] if phone.startswith("+1") and len(phone) == 12 else ""


def area_of(phone: str) -> Area | None:
    return areas().get(area_code(phone))
