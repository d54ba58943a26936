"""How well and how fast typed phrases are understood.

    DATABASE_URL=postgres://... SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.phrases
    ... -m bench.phrases FILE.jsonl          another list in the same form
    ... -m bench.phrases --wrong             with each phrase that was misread

The places and vocabularies must be loaded. A phrase counts as right if each part of `expect` was found, or
all of `also_fine`, and nothing beyond what the two name. Prints the share that is right by kind of phrase,
the share of crisis phrases noticed, false alarms on all others and on place names, and p50 and p95 of a
reading.
"""

import argparse
import json
import os
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
os.environ.setdefault("LOG_LEVEL", "WARNING")
django.setup()

from places.index import place_index
from places.lookup import PlaceNotFound, find_place
from places.sphere import miles_between, unit_vectors
from places.text import fold
from providers.phrases.crisis import is_crisis
from providers.phrases.reading import Phrase, read_phrase
from providers.phrases.where import place_meant, place_of
from providers.search.criteria import ProgramCriterion
from providers.search.service import search_index

LIST = Path(__file__).parent / "data" / "typed_phrases.jsonl"
SAME_PLACE_MILES = 3.0
PLACE_NAMES = 500
ROUNDS = 5

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=LIST)
    parser.add_argument("--wrong", action="store_true", help="print each phrase that was misread")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line]
    catalog = search_index.index().catalog
    read_phrase("tms near chicago", catalog)  # the lexicon and the places are made now

    right: Counter[str] = Counter()
    for row in rows:
        wrong = misread(row, read_phrase(row["q"], catalog))
        right[row["kind"]] += not wrong
        if wrong and options.wrong:
            print(f"{row['q']!r}: {'; '.join(wrong)}")
    total = Counter(row["kind"] for row in rows)
    for kind in sorted(total):
        print(f"  {kind:18} {right[kind]:3} of {total[kind]:3}")
    print(f"understood            {right.total() / len(rows):.1%} of {len(rows)}")
    print_crisis(rows)
    print_times([row["q"] for row in rows], catalog)


def misread(row: Row, phrase: Phrase) -> list[str]:
    """What is wrong with a reading; empty if it is right."""
    readings = [row["expect"], *([row["also_fine"]] if "also_fine" in row else [])]
    return min((_differences(reading, readings, phrase) for reading in readings), key=len)


def _differences(expected: Row, allowed: list[Row], phrase: Phrase) -> list[str]:
    found = found_parts(phrase)
    wrong = [
        f"{part}: wanted {value!r}, found {found.get(part)!r}"
        for part, value in expected.items()
        if not _is_found(part, value, found)
    ]
    for part, value in found.items():
        others = [reading[part] for reading in allowed if part in reading]
        if not others:
            wrong.append(f"{part}: invented {value!r}")
        elif isinstance(value, list):
            extra = set(value) - {item for other in others for item in other}
            wrong += [f"{part}: invented {item!r}" for item in sorted(extra)]
    return wrong


def found_parts(phrase: Phrase) -> Row:
    """A reading in the form of the list."""
    parts: Row = {}
    for name, value in phrase.chosen:
        parts.setdefault(name, []).append(value)
    if phrase.place:
        parts["near"] = phrase.place
    elif phrase.is_near_me:
        parts["near"] = "me"
    if phrase.program:
        parts["program"] = phrase.program
    for part, value in (
        ("radius", phrase.radius),
        ("accepting", phrase.is_accepting),
        ("name", phrase.name),
        ("crisis", phrase.is_crisis),
        ("note", "not offered here" if phrase.not_offered else ""),
    ):
        if value:
            parts[part] = value
    return parts


def _is_found(part: str, wanted: Any, found: Row) -> bool:
    value = found.get(part)
    if value is None:
        return False
    if part == "near":
        return wanted == value if "me" in (wanted, value) else is_same_place(wanted, value)
    if part == "program":
        return ProgramCriterion.parse(wanted) == value
    if part == "name":
        return fold(wanted) == fold(value)
    return set(wanted) <= set(value) if isinstance(wanted, list) else wanted == value


def is_same_place(label: str, place: Any) -> bool:
    """Whether a place is the one that the list names, or stands at the same point."""
    if label in (place.label, place.code):
        return True
    try:
        wanted = find_place(label).place
    except PlaceNotFound:
        return False
    vectors = (unit_vectors(each.latitude, each.longitude) for each in (wanted, place))
    return wanted.state == place.state and float(miles_between(*vectors)) <= SAME_PLACE_MILES


def print_crisis(rows: list[Row]) -> None:
    others = [row["q"] for row in rows if not row["expect"].get("crisis")]
    meant = [row["q"] for row in rows if row["expect"].get("crisis")]
    cities = place_index().cities
    names = [place.label for place in cities[:: max(1, len(cities) // PLACE_NAMES)]][:PLACE_NAMES]
    print(f"crisis noticed        {sum(map(is_crisis, meant))} of {len(meant)}")
    print(f"false alarms          {sum(map(is_crisis, others))} of {len(others)} phrases, ", end="")
    print(f"{sum(map(is_crisis, names))} of {len(names)} place names")


def print_times(texts: list[str], catalog: Any) -> None:
    times = []
    for _ in range(ROUNDS):
        place_of.cache_clear()
        place_meant.cache_clear()
        for text in texts:
            started = time.perf_counter()
            read_phrase(text, catalog)
            times.append((time.perf_counter() - started) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"reading, ms           p50 {statistics.median(times):.2f}, p95 {p95:.2f}")


if __name__ == "__main__":
    main()
