"""Who worked at a location before a save and after it.

Two rows make one fact, `clinicians/<id>`: the person's own, which has name, credential and NPI, and the link
to the location, which has the role. A save may change either or both.
"""

from collections.abc import Sequence
from typing import Any

from listings.history.events import Event
from providers.fields.facts import Facts

OWN = ("first_name", "last_name", "credential", "npi")


def people_facts(events: Sequence[Event]) -> tuple[Facts, Facts]:
    """The facts about clinicians before and after; `events` has at most one event for each row."""
    links = {event.row_id: event for event in events if event.kind == "colleague"}
    persons = {event.row_id: event for event in events if event.kind == "clinician"}
    before, after = Facts(), Facts()
    for row_id in [*links, *(row_id for row_id in persons if row_id not in links)]:
        link, person = links.get(row_id), persons.get(row_id)
        if link is None and person.before is None:
            continue  # new on record, but came here in another save
        for facts, side in ((before, "before"), (after, "after")):
            if (fact := _fact(link, person, side)) is not None:
                facts[f"clinicians/{row_id}"] = fact
    return before, after


def _fact(link: Event | None, person: Event | None, side: str) -> dict[str, Any] | None:
    """The fact on that side of the save; None where the person did not work here."""
    link_row = getattr(link, side) if link else None
    if link and link_row is None:
        return None
    row = getattr(person, side) if person else (link.after or link.before)["person"]
    if row is None:
        return None
    own = {name: row.get(name) or "" for name in OWN}
    return {**own, "role": link_row["role"] if link else person.role}
