"""The one way to change what a listing says, for forms, undo, the spreadsheet and held changes.

    saved = save_section(location=location, section="hours", values={"hours": [...]}, user=user)

Callers pass values that a form or history has checked (their shapes: providers/fields/sections.py). Where an
address changes, they pass its point and time zone too: address.py finds them, and since it may ask another
machine it is not called inside the transaction.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.errors import ChangedMeanwhile, UnknownFields
from listings.editor.held.mails import tell_of_waiting
from listings.editor.suspicion import why_suspicious
from listings.editor.writing import Writer
from listings.models import HeldChange
from providers.fields.facts import changes_between, facts_of, version_of
from providers.fields.field import ListingSection
from providers.fields.kinds import Change, Values
from providers.fields.sections import SECTIONS, SectionSpec
from providers.fields.sensitive import SENSITIVE
from providers.listing.values import read_section
from providers.models import Confirmation, Location, Source


@dataclass(frozen=True)
class Saved:
    """What saving did. `changes` are public now; those of `held` wait for an admin, for the reasons given.

    `is_confirmed`: saving also confirmed the section, as of today.
    """

    section: ListingSection
    changes: tuple[Change, ...]
    held: HeldChange | None = None
    why_held: tuple[str, ...] = ()
    is_confirmed: bool = False


def save_section(
    *,
    location: Location,
    section: ListingSection | str,
    values: Mapping[str, Any],
    user: User | None,
    version: str | None = None,
    is_checked: bool = False,
    confirms: bool = True,
    tells_of_held: bool = True,
    current: Values | None = None,
) -> Saved:
    """Save the changed `values` (all or some of the section's values) in one transaction.

    Lists are replaced, so entries missing from a list are removed. The section counts as confirmed today, by
    the clinic or, for an admin, by the directory, unless a change is held or `confirms=False`. `version` is
    `version_of` the section when the editor loaded it. `is_checked`: an admin has checked it, so hold
    nothing. `tells_of_held`: email the team if a change is held. `current`: the section's values, if the
    caller has read them after locking the listing. Raises NotSaved, ChangedMeanwhile, UnknownFields; then
    nothing is written.
    """
    section = ListingSection(section)
    spec = SECTIONS[section]
    if unknown := set(values) - set(spec.fields):
        raise UnknownFields(f"{section} does not hold {', '.join(sorted(unknown))}.")
    with transaction.atomic(), made_by(user):
        # One writer at a time for a listing, so that what was read still holds when it is written.
        locked = (
            Location.objects.select_for_update(of=("self",)).select_related("practice").get(pk=location.pk)
        )
        current = read_section(locked.pk, section) if current is None else current
        if version is not None and version != version_of(current):
            raise ChangedMeanwhile
        before = facts_of({name: current[name] for name in values})
        changes = changes_between(before, facts_of(dict(values)))
        reasons = [] if is_checked else _why_held(locked, changes, user)
        sensitive = [change for change in changes if change.key in SENSITIVE] if reasons else []
        held = hold(location=locked, changes=sensitive, reasons=reasons, user=user) if sensitive else None
        if held and tells_of_held:
            tell_of_waiting(held)
        written = [change for change in changes if change not in sensitive]
        writer = Writer(locked, timezone.localdate(), source_of(user))
        writer.write(written)
        is_confirmed = confirms and held is None and _confirm(writer, spec, values)
    return Saved(section, tuple(written), held, tuple(reasons), is_confirmed)


def made_by(user: User | None) -> AbstractContextManager[Any]:
    """Tells history who makes the changes inside; without a user, what the request or command noted stays."""
    return pghistory.context(user=user.pk) if user else nullcontext()


def source_of(user: User | None) -> Source:
    """Whose word it is when this person saves: an admin, or a command of the site, speaks for the
    directory."""
    return Source.DIRECTORY if user is None or user.is_superuser else Source.CLINIC


def hold(*, location: Location, changes: list[Change], reasons: list[str], user: User | None) -> HeldChange:
    """Keep a sensitive change for an admin, in place of this person's earlier requests about the same
    facts."""
    fields = sorted(change.key for change in changes)
    for older in HeldChange.objects.filter(
        location=location, requested_by=user, state=HeldChange.State.WAITING
    ):
        if set(older.after) <= set(fields):
            older.state = HeldChange.State.WITHDRAWN
            older.decided_at = timezone.now()
            older.save(update_fields=["state", "decided_at"])
    return HeldChange.objects.create(
        location=location,
        before={change.key: change.before for change in changes},
        after={change.key: change.after for change in changes},
        why_held=reasons,
        requested_by=user,
    )


def _why_held(location: Location, changes: list[Change], user: User | None) -> list[str]:
    sensitive = [change for change in changes if change.key in SENSITIVE]
    if not sensitive:
        return []
    before = {change.key: change.before for change in sensitive}
    after = {change.key: change.after for change in sensitive}
    return why_suspicious(location=location, before=before, after=after, user=user)


def _confirm(writer: Writer, spec: SectionSpec, values: Mapping[str, Any]) -> bool:
    """Give the section today's date, if the person who saved it has seen all of it."""
    writer.attest([name for name in spec.lists if name in values])
    if spec.confirms is None or set(values) != set(spec.fields):
        return False
    Confirmation.objects.update_or_create(
        location=writer.location,
        section=spec.confirms,
        defaults={"confirmed_on": writer.today, "confirmed_by": writer.source},
    )
    return True
