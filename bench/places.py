"""How many of the things that people type find the right place.

    .venv/bin/python -m bench.places [LIST ...]

Reads lists of JSON lines with `query`, `kind`, `expected`, `state`, `lat`, `lng`, `tolerance_miles`; without
one the list that the tests use. An entry is right if the place lies within its tolerance, or, where no place
is expected, if none is given without a question. Prints each entry that is not right; WRONG marks an answer
without a question, which is worse than asking.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from geopy.distance import great_circle

from places.lookup import PlaceNotFound, find_place

LIST = Path(__file__).resolve().parent.parent / "tests" / "places" / "data" / "places_typed.jsonl"

RIGHT, ASKS, WRONG = "right", "asks", "WRONG"


def verdict(entry: dict[str, Any]) -> tuple[str, str]:
    """(RIGHT, ASKS or WRONG, what was found)."""
    try:
        match = find_place(entry["query"])
    except PlaceNotFound as error:
        offered = ", ".join(place.label for place in error.suggestions)
        return RIGHT if entry["lat"] is None else ASKS, f"not found ({error.reason}); {offered}"
    found = f"{match.place.label}" + (f" and {len(match.alternatives)} others" if match.alternatives else "")
    if entry["lat"] is None:
        return RIGHT if match.is_ambiguous else WRONG, found
    point = (match.place.latitude, match.place.longitude)
    miles = great_circle(point, (entry["lat"], entry["lng"])).miles
    if miles <= entry["tolerance_miles"]:
        return RIGHT, found
    return ASKS if match.is_ambiguous else WRONG, f"{found}, {miles:.0f} miles off"


def entries(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path, default=[LIST])
    for path in parser.parse_args().lists:
        totals: Counter[str] = Counter()
        kinds: dict[str, Counter[str]] = {}
        for entry in entries(path):
            how, found = verdict(entry)
            totals[how] += 1
            kinds.setdefault(entry["kind"], Counter())[how] += 1
            if how != RIGHT:
                print(f"  {how:5} {entry['kind']:13} {entry['query']!r}: {found}")
        for kind, counts in sorted(kinds.items()):
            print(f"  {kind:13} {counts[RIGHT]:3} of {counts.total():3}")
        print(
            f"{path.name}: {totals[RIGHT] / totals.total():.1%} right, {totals[ASKS]} asked, "
            f"{totals[WRONG]} wrong of {totals.total()}"
        )


if __name__ == "__main__":
    main()
