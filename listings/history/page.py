"""What the pages of history are given: saves in plain words, and what undoing one would do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from listings.history.keys import NoSuchSave, SaveKey
from listings.history.saves import Save
from listings.history.undoing import UndoPlan
from providers.fields.change_words import change_lines
from providers.fields.kinds import ChangeLine

# How a save was made, as noted in the history's context (`via`); the end of a sentence.
VIA = {
    "spreadsheet": "with a spreadsheet",
    "held-change": "after a check",
}


@dataclass(frozen=True)
class SaveEntry:
    """One save as the page lists it. `key` names it in addresses; "" for the listing's own beginning."""

    key: str
    at: datetime
    who: str
    note: str
    took_back: datetime | None
    lines: tuple[ChangeLine, ...]
    is_first: bool
    can_be_undone: bool


@dataclass(frozen=True)
class UndoPreview:
    """What undoing a save would restore, what has changed since, and what stays as it is."""

    restoring: tuple[ChangeLine, ...]
    changed_since: tuple[ChangeLine, ...]
    left: tuple[ChangeLine, ...]


def user_ids(saves: Iterable[Save]) -> set[int]:
    """Everybody whose names the page needs."""
    found = {save.user_id for save in saves} | {(save.metadata or {}).get("asked_by") for save in saves}
    return {user_id for user_id in found if isinstance(user_id, int)}


def save_entry(save: Save, people: Mapping[int, User], viewer: User) -> SaveEntry:
    metadata = save.metadata or {}
    return SaveEntry(
        key=str(save.key),
        at=save.at,
        who=who_did(save.metadata, people, viewer),
        note=note_of(metadata, people, viewer),
        took_back=moment_of(metadata.get("took_back")),
        lines=tuple(change_lines(save.changes, save.labels)),
        is_first=save.is_first,
        can_be_undone=bool(save.sections()),
    )


def who_did(metadata: Mapping[str, Any] | None, people: Mapping[int, User], viewer: User) -> str:
    """ "Ana Ruiz", "An admin", or that no person did it. Only admins see the names of admins."""
    if metadata is None:
        return "The system (a job or a command, nobody who was signed in)"
    user_id = metadata.get("user")
    if user_id is None:
        return "Somebody who was not signed in"
    return name_of(user_id, people, viewer)


def name_of(user_id: int, people: Mapping[int, User], viewer: User) -> str:
    person = people.get(user_id)
    if person is None:
        return "Somebody whose account was deleted"
    if person.is_superuser and not viewer.is_superuser:
        return "An admin"
    return str(person)


def note_of(metadata: Mapping[str, Any], people: Mapping[int, User], viewer: User) -> str:
    notes = [VIA[metadata["via"]]] if metadata.get("via") in VIA else []
    if asked_by := metadata.get("asked_by"):
        notes.append(f"as {name_of(asked_by, people, viewer)} had asked")
    return ", ".join(notes)


def moment_of(key: str | None) -> datetime | None:
    """When the save was made that this one undid."""
    try:
        return SaveKey.parse(key).at if key else None
    except NoSuchSave:  # a note in an old format
        return None


def undo_preview(plan: UndoPlan) -> UndoPreview:
    labels = plan.save.labels
    return UndoPreview(
        restoring=tuple(change_lines([step.change for step in plan.restoring], labels)),
        changed_since=tuple(change_lines([step.change for step in plan.changed_since], labels)),
        left=tuple(change_lines(plan.left, labels)),
    )
