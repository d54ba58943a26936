"""What changed, in plain words: for history, changes that wait, taking back, and spreadsheets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from providers.fields.facts import VOCABULARIES, Change
from providers.models import (
    Credential,
    Delivery,
    Location,
    OpeningHours,
    PayerNetwork,
    Section,
    Source,
    Term,
    Timing,
    Vocabulary,
)
from providers.web import words
from providers.web.program_words import DELIVERY_WORDS, TIMING_WORDS

Labels = Mapping[str, str]  # "condition/ocd" -> "Obsessive-compulsive disorder (OCD)"

NAMES = {
    "name": "Name",
    "practice_name": "Practice’s name",
    "practice_website": "Practice’s website",
    "npi": "Practice’s NPI",
    "status": "Status",
    "closed_on": "Closed since",
    "street": "Street",
    "street_detail": "Suite or floor",
    "city": "City",
    "state": "State",
    "postal_code": "ZIP",
    "latitude": "Pin on the map: latitude",
    "longitude": "Pin on the map: longitude",
    "is_approximate": "Pin is approximate",
    "time_zone": "Time zone",
    "phone": "Phone",
    "phone_extension": "Phone extension",
    "website": "Website",
    "email": "Email",
    "about": "About",
    "accepting_new_patients": "Taking new patients",
    "wait_weeks": "Weeks until a first appointment",
    "age_min": "Youngest age",
    "age_max": "Oldest age",
}


@dataclass(frozen=True)
class ChangeLine:
    """One thing that changed; an empty text is "nothing"."""

    label: str
    before: str
    after: str


def labels_of(changes: Iterable[Change]) -> dict[str, str]:
    """The labels of the terms that these changes name, in one statement."""
    slugs = {part for change in changes for part in change.key.split("/")[1:]}
    terms = Term.objects.filter(slug__in=slugs).only("vocabulary", "slug", "label")
    return {f"{term.vocabulary}/{term.slug}": term.label for term in terms}


def change_lines(changes: Iterable[Change], labels: Labels) -> list[ChangeLine]:
    """One line for each thing; terms of one vocabulary and the hours of one day are gathered in one."""
    gathered: dict[str, list[Change]] = {}
    for change in changes:
        gathered.setdefault(_group(change), []).append(change)
    return [line for own in gathered.values() for line in _lines(own, labels)]


def _group(change: Change) -> str:
    if change.field in VOCABULARIES:
        return change.field
    return "/".join(change.key.split("/")[:2]) if change.field == "hours" else change.key


def _lines(changes: list[Change], labels: Labels) -> list[ChangeLine]:
    first = changes[0]
    if first.field in VOCABULARIES:
        return _term_lines(first.field, changes, labels)
    if first.field == "hours":
        return [_hours_line(changes)]
    if first.field in _LISTS:
        name, value = _LISTS[first.field]
        return [
            ChangeLine(
                name(change, labels), *(value(side) if side is not None else "" for side in _sides(change))
            )
            for change in changes
        ]
    return [
        ChangeLine(
            NAMES.get(change.key, change.key), *(column_words(change.key, side) for side in _sides(change))
        )
        for change in changes
    ]


def _sides(change: Change) -> tuple[Any, Any]:
    return change.before, change.after


def column_words(name: str, value: Any) -> str:
    """A column's value as people read it; "" for none."""
    if name == "accepting_new_patients":
        return {None: "Not known", True: "Yes", False: "No"}[value]
    if value is None or value == "":
        return ""
    if name == "phone":
        return words.phone(value)
    if name == "status":
        return Location.Status(value).label
    if name == "closed_on":
        return words.long_date(_day(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return f"{value:.5f}" if isinstance(value, float) else str(value)


def _term_lines(vocabulary: str, changes: list[Change], labels: Labels) -> list[ChangeLine]:
    name = Vocabulary(vocabulary).label
    added = words.listed(labels.get(change.key, change.key) for change in changes if change.after)
    gone = words.listed(labels.get(change.key, change.key) for change in changes if not change.after)
    lines = [ChangeLine(f"{name}: taken away", gone, "")] if gone else []
    return [*lines, ChangeLine(f"{name}: added", "", added)] if added else lines


def _hours_line(changes: list[Change]) -> ChangeLine:
    """From the editor's fact (a day's spans) or from history's (each span a fact)."""
    weekday = int(changes[0].key.split("/")[1])
    sides: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])
    for change in changes:
        span = change.key.split("/")[2:]
        for side, value in zip(sides, _sides(change), strict=True):
            if span and value:
                opens, _, closes = span[0].partition("-")
                side.append((opens, closes))
            elif value:
                side.extend((opens, closes) for opens, closes in value)
    day = OpeningHours.Weekday(weekday).label
    return ChangeLine(f"Hours on {day}", *(_spans(side) for side in sides))


def _spans(spans: list[tuple[str, str]]) -> str:
    return words.listed(f"{_clock(opens)} to {_clock(closes)}" for opens, closes in sorted(spans))


def _clock(text: str) -> str:
    """ "9:30 AM"."""
    moment = time.fromisoformat(text)
    return f"{moment.hour % 12 or 12}:{moment:%M %p}"


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _network_name(change: Change, labels: Labels) -> str:
    _, payer, service = change.key.split("/")
    what = "TMS" if service == PayerNetwork.Service.TMS else "therapy"
    return f"{labels.get(f'payer/{payer}', payer)}, for {what}"


def _program_name(change: Change, labels: Labels) -> str:
    _, therapy, condition, timing, delivery = change.key.split("/")
    about = f" for {labels.get(f'condition/{condition}', condition)}" if condition else ""
    where = f"{DELIVERY_WORDS[Delivery(delivery)]}, {TIMING_WORDS[Timing(timing)]}"
    return f"Program: TMS with {labels.get(f'therapy/{therapy}', therapy)}{about}, {where}"


def _program(value: Mapping[str, Any]) -> str:
    parts = [f"partner: {value['partner_name']}"] if value["partner_name"] else []
    if value["therapist_credentials"]:
        parts.append(words.listed(Credential(slug).label for slug in value["therapist_credentials"]))
    shared = {
        None: "not known whether there is a shared plan",
        True: "a shared plan",
        False: "no shared plan",
    }
    return "; ".join([*parts, shared[value["shared_plan"]]])


def _closure_name(change: Change, labels: Labels) -> str:
    _, first, last = change.key.split("/")
    days = words.long_date(_day(first))
    return f"Closed {days}" if first == last else f"Closed {days} to {words.long_date(_day(last))}"


def _clinician_name(change: Change, labels: Labels) -> str:
    value = change.after or change.before
    return f"Clinician {value['first_name']} {value['last_name']}"


def _clinician(value: Mapping[str, Any]) -> str:
    credential = Credential(value["credential"]).label if value["credential"] else ""
    name = ", ".join(filter(None, [f"{value['first_name']} {value['last_name']}", credential]))
    npi = f"NPI {value['npi']}" if value["npi"] else ""
    return "; ".join(filter(None, [name, npi, value["role"]]))


def _confirmed_name(change: Change, labels: Labels) -> str:
    return f"Confirmed: {Section(change.key.split('/')[1]).label.lower()}"


def _confirmed(value: Mapping[str, str]) -> str:
    return f"{words.long_date(_day(value['on']))}, by {Source(value['by']).label}"


_LISTS: dict[str, tuple[Callable[[Change, Labels], str], Callable[[Any], str]]] = {
    "networks": (_network_name, lambda value: PayerNetwork.Status(value).label),
    "programs": (_program_name, _program),
    "closures": (_closure_name, lambda value: value or "Closed"),
    "clinicians": (_clinician_name, _clinician),
    "photos": (
        lambda change, labels: "Photo",
        lambda value: f"{value['alternative_text']} (picture {value['position'] + 1})",
    ),
    "confirmed": (_confirmed_name, _confirmed),
    "term": (lambda change, labels: "Choice that is not in the list any more", lambda value: "Listed"),
}
