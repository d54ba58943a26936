"""Who worked at a location before a save and after it.

Two rows make one fact, `clinicians/<id>`: the person's own, which has name, credential and NPI, and the link
to the location, which has the role. A save may change either or both.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from listings.history.events import Event
from providers.fields.kinds import Facts

OWN = ("first_name", "last_name", "credential", "npi")


def people_facts(events: Sequence[Event]) -> tuple[Facts, Facts]:
    """The facts about clinicians before and after; `events` has at most one event for each row."""
    links = {event.row_id: event for event in events if event.kind == "colleague"}
    persons = {event.row_id: event for event in events if event.kind == "clinician"}
    before, after = Facts(), Facts()
    for row_id, link in links.items():
        known = (link.after or link.before or {})["person"]
        person = persons.get(row_id)
        own_before, own_after = (person.before, person.after) if person else (known, known)
        _add(before, row_id, own_before, link.before["role"] if link.before else None)
        _add(after, row_id, own_after, link.after["role"] if link.after else None)
    for row_id, person in persons.items():
        # Somebody whose row is new, but who joined the location in another save, is not a change of this one.
        if row_id not in links and person.before is not None:
            _add(before, row_id, person.before, person.role)
            _add(after, row_id, person.after, person.role)
    return before, after


def _add(facts: Facts, row_id: int, own: Mapping[str, Any] | None, role: str | None) -> None:
    """Add the fact, unless the person did not work here (`role` is None) or had no row of their own."""
    if own is not None and role is not None:
        facts[f"clinicians/{row_id}"] = {**{name: own.get(name) or "" for name in OWN}, "role": role}
