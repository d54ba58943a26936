"""Undoing a change: the values before it are saved like every other change."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pghistory
from django.db import transaction

from accounts.models import User
from listings.editor.errors import NotSaved
from listings.editor.saving import Saved, save_section
from listings.history.saves import Save
from providers.fields.facts import facts_of, values_of
from providers.fields.field import ListingSection
from providers.fields.kinds import Change, Facts, Values
from providers.listing.values import SectionValues, read_values
from providers.models import Clinician, Location


class ChangedSince(Exception):
    """Later changes touch the same facts, so undoing this one would undo them too."""


class NothingToUndo(Exception):
    """Everything is already as it was before the change, or can't be restored."""


@dataclass(frozen=True)
class Restoring:
    """One fact that would be restored: from `now` to `before`. `is_changed_since`: it is no longer what the
    change made of it."""

    section: ListingSection
    key: str
    now: Any
    before: Any
    is_changed_since: bool

    @property
    def change(self) -> Change:
        return Change(self.key, self.now, self.before)


@dataclass(frozen=True)
class UndoPlan:
    """What undoing a save would do.

    `left` are changes that stay: no section of the editor has them, the value before is not known, or the
    file of a picture that was removed is gone.
    """

    save: Save
    restoring: tuple[Restoring, ...]
    left: tuple[Change, ...]

    @property
    def changed_since(self) -> tuple[Restoring, ...]:
        return tuple(step for step in self.restoring if step.is_changed_since)


def plan_undo(location: Location, save: Save) -> UndoPlan:
    """What would be restored, as the listing is now. One statement."""
    listing = read_values(location.pk)
    restoring: list[Restoring] = []
    for section, changes in save.sections().items():
        current = current_facts(listing, section)
        restoring += [
            Restoring(section, change.key, now, change.before, is_changed_since=now != change.after)
            for change in changes
            if can_restore(change) and (now := current.get(change.key)) != change.before
        ]
    known = {change.key for changes in save.sections().values() for change in changes if can_restore(change)}
    left = tuple(change for change in save.changes if change.key not in known and change.field != "confirmed")
    return UndoPlan(save, tuple(restoring), left)


def can_restore(change: Change) -> bool:
    """A picture's file is deleted with it."""
    return not (change.field == "photos" and change.after is None)


def undo_save(
    *, location: Location, save: Save, user: User, even_if_changed_since: bool = False
) -> list[Saved]:
    """Restore what was before `save`. A restored fact that looks suspicious waits for an admin, as always.

    Raises ChangedSince, NothingToUndo and NotSaved, and then writes nothing.
    """
    with transaction.atomic(), pghistory.context(user=user.pk, took_back=str(save.key)):
        Location.objects.select_for_update(of=("self",)).get(pk=location.pk)
        plan = plan_undo(location, save)
        if not plan.restoring:
            raise NothingToUndo
        if plan.changed_since and not even_if_changed_since:
            raise ChangedSince
        listing = read_values(location.pk)
        sections = dict.fromkeys(step.section for step in plan.restoring)
        return [
            save_section(
                location=location,
                section=section,
                values=restored_values(
                    listing, section, [step for step in plan.restoring if step.section == section]
                ),
                user=user,
                confirms=False,
            )
            for section in sections
        ]


def current_facts(listing: SectionValues, section: ListingSection) -> Facts:
    """The facts of a section as history has them: each span of opening hours is one fact."""
    values = dict(listing[section])
    spans = {
        f"hours/{row['weekday']}/{row['opens']}-{row['closes']}": True for row in values.pop("hours", [])
    }
    return facts_of(values) | spans


def restored_values(listing: SectionValues, section: ListingSection, steps: Iterable[Restoring]) -> Values:
    """The values of the fields that these steps touch, as they would be saved. Raises NotSaved."""
    facts = current_facts(listing, section)
    fields: dict[str, None] = {}
    for step in steps:
        fields[step.change.field] = None
        if step.before is None and step.key not in listing[section]:
            facts.pop(step.key, None)
        else:
            facts[step.key] = step.before
    values = values_of(facts, tuple(name for name in fields if name != "hours"))
    if "hours" in fields:
        values["hours"] = hours_of(facts)
    if "clinicians" in values:
        values["clinicians"] = people_on_record(values["clinicians"])
    return values


def hours_of(facts: Facts) -> list[Values]:
    """The week with these spans. Raises NotSaved if a restored one overlaps a later one."""
    spans = sorted(key.split("/")[1:] for key in facts if key.startswith("hours/"))
    rows: list[Values] = [
        {"weekday": int(weekday), "opens": span[:5], "closes": span[6:]} for weekday, span in spans
    ]
    for one, other in pairwise(rows):
        if one["weekday"] == other["weekday"] and other["opens"] < one["closes"]:
            raise NotSaved(
                f"hours/{one['weekday']}",
                "The hours of then overlap hours that were entered since. Change the hours by hand.",
            )
    return rows


def people_on_record(rows: list[Values]) -> list[Values]:
    """Clinicians who have been deleted since are added as new ones."""
    ids = [row["id"] for row in rows if row["id"]]
    known = set(Clinician.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [row if row["id"] in known else {**row, "id": None} for row in rows]
