"""The history of a listing, save by save: who, when, and which facts from what to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from listings.history.events import Event, events_of
from listings.history.keys import NoSuchSave, SaveKey
from listings.history.people import people_facts
from listings.history.row_facts import EventTerms, facts_of_row
from providers.fields.facts import changes_between
from providers.fields.field import ListingSection
from providers.fields.kinds import Change
from providers.fields.sections import SECTION_OF
from providers.models import Location


@dataclass(frozen=True)
class Save:
    """What one transaction changed in a listing. `metadata` was stored by the writer; its `user` is an id.

    `unknown` has the keys of facts without an earlier value in the history: they can't be undone. `is_first`:
    this transaction created the listing.
    """

    key: SaveKey
    changes: tuple[Change, ...]
    metadata: dict[str, Any] | None
    unknown: frozenset[str] = frozenset()
    is_first: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.key.at

    @property
    def user_id(self) -> int | None:
        return (self.metadata or {}).get("user")

    def sections(self) -> dict[ListingSection, list[Change]]:
        """The changes that the editor can make too, by the section that holds them.

        None of the save that made the listing: without it there would be no listing.
        """
        found: dict[ListingSection, list[Change]] = {}
        if self.is_first:
            return found
        for change in self.changes:
            if change.field in SECTION_OF and change.key not in self.unknown:
                found.setdefault(SECTION_OF[change.field], []).append(change)
        return found


def saves_of(location: Location, keys: Sequence[SaveKey]) -> list[Save]:
    """The saves with these keys, in this order. One statement. Keys that are unknown are left out."""
    events = events_of(location, keys)
    terms = EventTerms.of(events)
    by_save: dict[SaveKey, list[Event]] = {}
    for event in events:
        by_save.setdefault(event.save, []).append(event)
    return [_save(key, by_save[key], terms) for key in keys if key in by_save]


def find_save(location: Location, text: str) -> Save:
    """The save that an address names. Raises NoSuchSave."""
    found = saves_of(location, [SaveKey.parse(text)])
    if not found:
        raise NoSuchSave(text)
    return found[0]


def _save(key: SaveKey, events: Sequence[Event], terms: EventTerms) -> Save:
    rows = _one_for_each_row(events)
    before, after = people_facts(rows)
    unknown: set[str] = set()
    for event in rows:
        if event.kind in ("colleague", "clinician"):
            continue
        new = facts_of_row(event, event.after, terms)
        before |= facts_of_row(event, event.before, terms)
        after |= new
        if not event.is_complete:
            unknown |= set(new)
    return Save(
        key=key,
        changes=tuple(changes_between(before, after)),
        metadata=events[0].metadata,
        unknown=frozenset(unknown),
        labels=terms.labels(),
        is_first=any(
            event.kind == "location" and event.before is None for event in rows if event.is_complete
        ),
    )


def _one_for_each_row(events: Sequence[Event]) -> list[Event]:
    """A row that was written several times in the save: from what it was first to what it was last.

    The editor saves a clinician's new role as a row deleted and one added.
    """
    rows: dict[tuple[str, int], Event] = {}
    for event in events:
        name = (event.kind, event.row_id)
        first = rows.get(name, event)
        rows[name] = replace(event, before=first.before, is_complete=first.is_complete)
    return list(rows.values())
