"""From rows of events to facts: the same keys as in the editor (providers/fields/facts.py).

Hours are apart in one thing: each span is a fact (`hours/0/09:00-17:00`), because an event knows one span and
not the whole day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from listings.history.events import Event
from providers.fields.kinds import Facts
from providers.fields.sections import SECTIONS

Row = dict[str, Any]

LOCATION_COLUMNS = (*(name for spec in SECTIONS.values() for name in spec.columns), "status", "closed_on")
PRACTICE_COLUMNS = {"npi": "npi", "name": "practice_name", "website": "practice_website"}


@dataclass(frozen=True)
class EventTerms:
    """Vocabulary, slug and label of the terms in events, by id. Deleted terms are shown as numbers."""

    by_id: Mapping[int, tuple[str, str, str]]

    @classmethod
    def of(cls, events: list[Event]) -> "EventTerms":
        return cls({number: term for event in events for number, term in event.terms.items()})

    def slug(self, term_id: int | None) -> str:
        """ "" for none."""
        if term_id is None:
            return ""
        return self.by_id[term_id][1] if term_id in self.by_id else str(term_id)

    def key(self, term_id: int) -> str:
        if term_id not in self.by_id:
            return f"term/{term_id}"
        vocabulary, slug, _ = self.by_id[term_id]
        return f"{vocabulary}/{slug}"

    def labels(self) -> dict[str, str]:
        """ "condition/ocd" -> "OCD"."""
        return {f"{vocabulary}/{slug}": label for vocabulary, slug, label in self.by_id.values()}


def facts_of_row(event: Event, row: Row | None, terms: EventTerms) -> Facts:
    """The facts that `row`, the event's before or after, stands for; none where there was no row."""
    if row is None:
        return {}
    return _OF_KIND[event.kind](row, terms, event)


def _location(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {name: row[name] for name in LOCATION_COLUMNS if name in row}


def _practice(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {key: row[name] or "" for name, key in PRACTICE_COLUMNS.items()}


def _hours(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {f"hours/{row['weekday']}/{row['opens'][:5]}-{row['closes'][:5]}": True}


def _network(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {f"networks/{terms.slug(row['payer_id'])}/{row['service']}": row["status"]}


def _program(row: Row, terms: EventTerms, event: Event) -> Facts:
    therapy, condition = terms.slug(row["therapy_id"]), terms.slug(row["condition_id"])
    attested = {name: row[name] for name in ("partner_name", "therapist_credentials", "shared_plan")}
    return {f"programs/{therapy}/{condition}/{row['timing']}/{row['delivery']}": attested}


def _confirmation(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {f"confirmed/{row['section']}": {"on": row["confirmed_on"], "by": row["confirmed_by"]}}


def _closure(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {f"closures/{row['first_day']}/{row['last_day']}": row["label"]}


def _photo(row: Row, terms: EventTerms, event: Event) -> Facts:
    names = ("alternative_text", "width", "height", "position")
    return {f"photos/{row['key']}": {name: row[name] for name in names}}


def _term(row: Row, terms: EventTerms, event: Event) -> Facts:
    return {terms.key(row["term_id"]): True}


_OF_KIND = {
    "location": _location,
    "practice": _practice,
    "hours": _hours,
    "network": _network,
    "program": _program,
    "confirmation": _confirmation,
    "closure": _closure,
    "photo": _photo,
    "term": _term,
}
