"""A section's values taken apart into facts, each under a key of its own: to compare, merge and write them.

`{"language": ["en", "es"]}` has the facts `{"language/en": True, "language/es": True}`; the hours of a day,
a payer's status for a service, a program and a clinician are one fact each. Two people who change different
facts of one section don't get in each other's way, and only facts that differ are written.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from places.text import fold
from providers.models import Vocabulary

Values = dict[str, Any]
Facts = dict[str, Any]

VOCABULARIES = frozenset(Vocabulary.values)


@dataclass(frozen=True)
class Change:
    """One fact that differs; None is "was not there", or "is not there any more"."""

    key: str
    before: Any
    after: Any

    @property
    def field(self) -> str:
        return self.key.partition("/")[0]


def version_of(values: Values) -> str:
    """A digest of a section's values: equal if nothing has changed meanwhile."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def facts_of(values: Values) -> Facts:
    """The facts of a section's values, or of a part of them, in their order."""
    found: Facts = {}
    for field, value in values.items():
        if field in VOCABULARIES:
            found |= {f"{field}/{slug}": True for slug in value}
        elif field in _SPLIT:
            found |= {f"{field}/{key}": fact for key, fact in _SPLIT[field](value).items()}
        else:
            found[field] = value
    return found


def values_of(facts: Facts, fields: tuple[str, ...]) -> Values:
    """The values with these facts: the inverse of `facts_of`; a list is in the order of its facts."""
    values: Values = {}
    for field in fields:
        own = {key.partition("/")[2]: fact for key, fact in facts.items() if key.startswith(f"{field}/")}
        if field in VOCABULARIES:
            values[field] = list(own)
        elif field in _JOIN:
            values[field] = _JOIN[field](own)
        elif field in facts:
            values[field] = facts[field]
    return values


def changes_between(before: Facts, after: Facts) -> list[Change]:
    """What differs, in the order of `before`, then what is new."""
    keys = [*before, *(key for key in after if key not in before)]
    return [Change(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def merged(base: Facts, theirs: Facts, yours: Facts) -> Facts:
    """Their facts with your changes of `base` on top: nothing that you typed is lost."""
    result = dict(theirs)
    for change in changes_between(base, yours):
        if change.after is None and change.key not in yours:
            result.pop(change.key, None)
        else:
            result[change.key] = change.after
    return result


def _split_networks(rows: list[Values]) -> Facts:
    return {f"{row['payer']}/{row['service']}": row["status"] for row in rows}


def _join_networks(facts: Facts) -> list[Values]:
    rows = []
    for key, status in facts.items():
        payer, _, service = key.partition("/")
        rows.append({"payer": payer, "service": service, "status": status})
    return rows


_PROGRAM_KEY = ("therapy", "condition", "timing", "delivery")


def _split_programs(rows: list[Values]) -> Facts:
    return {"/".join(row[name] for name in _PROGRAM_KEY): _without(row, _PROGRAM_KEY) for row in rows}


def _join_programs(facts: Facts) -> list[Values]:
    return [{**dict(zip(_PROGRAM_KEY, key.split("/"), strict=True)), **rest} for key, rest in facts.items()]


def _split_hours(rows: list[Values]) -> Facts:
    days: Facts = {}
    for row in sorted(rows, key=lambda row: (row["weekday"], row["opens"])):
        days.setdefault(str(row["weekday"]), []).append([row["opens"], row["closes"]])
    return days


def _join_hours(facts: Facts) -> list[Values]:
    return [
        {"weekday": int(day), "opens": opens, "closes": closes}
        for day, spans in sorted(facts.items())
        for opens, closes in spans
    ]


def _split_closures(rows: list[Values]) -> Facts:
    return {f"{row['first_day']}/{row['last_day']}": row["label"] for row in rows}


def _join_closures(facts: Facts) -> list[Values]:
    rows = []
    for key, label in sorted(facts.items()):
        first, _, last = key.partition("/")
        rows.append({"first_day": first, "last_day": last, "label": label})
    return rows


def clinician_key(row: Mapping[str, Any]) -> str:
    """The id, or for a new one what tells people apart: the NPI, else the name."""
    if row["id"]:
        return str(row["id"])
    return f"npi-{row['npi']}" if row["npi"] else f"new-{fold(row['first_name'] + ' ' + row['last_name'])}"


def _split_clinicians(rows: list[Values]) -> Facts:
    return {clinician_key(row): _without(row, ("id",)) for row in rows}


def _join_clinicians(facts: Facts) -> list[Values]:
    return [{"id": int(key) if key.isdigit() else None, **rest} for key, rest in facts.items()]


def _split_photos(rows: list[Values]) -> Facts:
    """The place in the order is part of a picture's fact."""
    return {
        row["key"]: {**_without(row, ("key",)), "position": position} for position, row in enumerate(rows)
    }


def _join_photos(facts: Facts) -> list[Values]:
    ordered = sorted(facts.items(), key=lambda item: item[1]["position"])
    return [{"key": key, **_without(rest, ("position",))} for key, rest in ordered]


def _without(row: Mapping[str, Any], names: tuple[str, ...]) -> Values:
    return {name: value for name, value in row.items() if name not in names}


_SPLIT = {
    "networks": _split_networks,
    "programs": _split_programs,
    "hours": _split_hours,
    "closures": _split_closures,
    "clinicians": _split_clinicians,
    "photos": _split_photos,
}
_JOIN = {
    "networks": _join_networks,
    "programs": _join_programs,
    "hours": _join_hours,
    "closures": _join_closures,
    "clinicians": _join_clinicians,
    "photos": _join_photos,
}
