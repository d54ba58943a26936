"""Doing one thing to many locations: what would happen, doing it, and undoing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.saving import made_by
from listings.editor.statuses import lacks
from listings.models import BulkChange
from providers import words
from providers.models import Confirmation, Location, Practice, Section, Source

Action, Status = BulkChange.Action, Location.Status
MAX_PLACES = 1000
# What an admin can say a bulk confirmation rests on, and the sections that it then holds for.
SECTIONS_KNOWN_FROM: dict[str, tuple[Section, ...]] = {
    Source.DIRECTORY: tuple(Section),
    Source.REGISTRY: (Section.CONTACT,),
}
_STATUS_AFTER = {
    Action.PUBLISH: Status.PUBLISHED,
    Action.UNPUBLISH: Status.DRAFT,
    Action.CLOSE: Status.CLOSED,
    Action.REMOVE: Status.REMOVED,
}


@dataclass(frozen=True)
class BulkPlan:
    """What an action would do. `refused`: locations that stay as they are, each with the reason.

    `source` is for confirming, `practice` for assigning.
    """

    action: BulkChange.Action
    possible: tuple[Location, ...]
    refused: tuple[tuple[Location, str], ...] = ()
    source: str = ""
    practice: Practice | None = None


@dataclass
class BulkDone:
    """What was done or undone: how many, and which had changed since and were left alone."""

    changed: int = 0
    left: list[int] = field(default_factory=list)


def plan_for(
    action: BulkChange.Action,
    locations: Sequence[Location],
    *,
    source: str = "",
    practice: Practice | None = None,
) -> BulkPlan:
    possible, refused = [], []
    for location in locations:
        reason = why_not(action, location, practice)
        if reason:
            refused.append((location, reason))
        else:
            possible.append(location)
    return BulkPlan(action, tuple(possible), tuple(refused), source, practice)


def why_not(action: BulkChange.Action, location: Location, practice: Practice | None) -> str:
    """Why the action leaves this location alone, in a few words; empty if it doesn't."""
    status = Status(location.status)
    if action == Action.ASSIGN:
        is_there = practice is not None and location.practice_id == practice.pk
        return "It belongs to this practice already" if is_there else ""
    if action == Action.CONFIRM:
        return "It is not public" if status != Status.PUBLISHED else ""
    if status == _STATUS_AFTER[action]:
        return f"It is “{status.label.lower()}” already"
    if action == Action.PUBLISH and (missing := lacks(location)):
        return f"It needs {words.listed(missing)}"
    if action == Action.CLOSE and status != Status.PUBLISHED:
        return "It is not public"
    return ""


@transaction.atomic
def carry_out(plan: BulkPlan, *, by: User, today: date | None = None) -> BulkChange:
    """Do what the plan says to the locations that still allow it."""
    day = today or timezone.localdate()
    ids = [location.pk for location in plan.possible]
    locked = Location.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    rows = [row for row in locked if not why_not(plan.action, row, plan.practice)]
    with made_by(by):
        if plan.action == Action.CONFIRM:
            before, after = confirm(rows, plan.source, day)
        else:
            before, after = change_columns(rows, new_columns(plan, day))
        return BulkChange.objects.create(action=plan.action, made_by=by, before=before, after=after)


def new_columns(plan: BulkPlan, day: date) -> dict[str, Any]:
    if plan.action == Action.ASSIGN:
        assert plan.practice is not None  # the form asks for one
        return {"practice_id": plan.practice.pk}
    status = _STATUS_AFTER[plan.action]
    return {"status": status.value, "closed_on": day if status == Status.CLOSED else None}


def change_columns(rows: Sequence[Location], values: Mapping[str, Any]) -> tuple[dict, dict]:
    """Set the columns of all rows; returns what they were and what they are, by id."""
    before = {str(row.pk): {name: getattr(row, name) for name in values} for row in rows}
    Location.objects.filter(pk__in=[row.pk for row in rows]).update(**values)
    return before, {pk: dict(values) for pk in before}


def confirm(rows: Sequence[Location], source: str, day: date) -> tuple[dict, dict]:
    """Confirm what the source is good for; returns who had confirmed it when, before and after."""
    sections = SECTIONS_KNOWN_FROM[source]
    ids = [row.pk for row in rows]
    before: dict[str, dict[str, list[str] | None]] = {
        str(pk): dict.fromkeys(map(str, sections)) for pk in ids
    }
    for found in Confirmation.objects.filter(location__in=ids, section__in=sections):
        before[str(found.location_id)][found.section] = [
            found.confirmed_on.isoformat(),
            found.confirmed_by,
        ]
    Confirmation.objects.bulk_create(
        [
            Confirmation(location_id=pk, section=section, confirmed_on=day, confirmed_by=source)
            for pk in ids
            for section in sections
        ],
        update_conflicts=True,
        unique_fields=["location", "section"],
        update_fields=["confirmed_on", "confirmed_by"],
    )
    now = {str(section): [day.isoformat(), source] for section in sections}
    return before, dict.fromkeys(before, now)


class UndoneAlready(Exception):
    """Somebody has undone it."""


@transaction.atomic
def undo(change: BulkChange, *, by: User) -> BulkDone:
    """Put back what the action changed, except where somebody has changed it since. Raises UndoneAlready."""
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.undone_at:
        raise UndoneAlready
    ids = sorted(map(int, change.before))
    rows = {
        row.pk: row
        for row in Location.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    done = BulkDone(left=[pk for pk in ids if pk not in rows])
    with made_by(by):
        is_confirmation = change.action == Action.CONFIRM
        put_back = put_back_confirmations if is_confirmation else put_back_columns
        put_back(change, rows, done)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    return done


def put_back_columns(change: BulkChange, rows: Mapping[int, Location], done: BulkDone) -> None:
    for pk, row in rows.items():
        before, after = change.before[str(pk)], change.after[str(pk)]
        if any(as_json(getattr(row, name)) != value for name, value in after.items()):
            done.left.append(pk)
            continue
        for name, value in before.items():
            is_day = name == "closed_on" and value
            setattr(row, name, date.fromisoformat(value) if is_day else value)
        row.save(update_fields=[name.removesuffix("_id") for name in before])
        done.changed += 1


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def put_back_confirmations(change: BulkChange, rows: Mapping[int, Location], done: BulkDone) -> None:
    found: dict[int, dict[str, Confirmation]] = {pk: {} for pk in rows}
    for each in Confirmation.objects.filter(location__in=rows):
        found[each.location_id][each.section] = each
    for pk, confirmations in found.items():
        after = change.after[str(pk)]
        is_same = all(
            section in confirmations
            and [confirmations[section].confirmed_on.isoformat(), confirmations[section].confirmed_by]
            == value
            for section, value in after.items()
        )
        if not is_same:
            done.left.append(pk)
            continue
        for section, value in change.before[str(pk)].items():
            if value is None:
                confirmations[section].delete()
            else:
                confirmations[section].confirmed_on = date.fromisoformat(value[0])
                confirmations[section].confirmed_by = value[1]
                confirmations[section].save()
        done.changed += 1
