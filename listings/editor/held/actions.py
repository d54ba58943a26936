"""Deciding about a sensitive change that waits: an admin applies or refuses it, or the team withdraws it.

Each locks the listing before the change, as saving does, so that two people who decide at once don't
deadlock; the second is told what the first decided.
"""

from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.errors import ChangedMeanwhile
from listings.editor.held.mails import tell_of_decision
from listings.editor.saving import Saved, save_section
from listings.models import HeldChange
from providers.fields.facts import version_of
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.fields.sections import SECTION_OF
from providers.listing.values import read_section
from providers.models import Location


class AlreadyDecided(Exception):
    """The change no longer waits. `held` is the change as it was decided."""

    def __init__(self, held: HeldChange) -> None:
        super().__init__(str(held))
        self.held = held


def section_of(held: HeldChange) -> ListingSection:
    """The section that the change was saved in."""
    return SECTION_OF[next(iter(held.after))]


def current_values(held: HeldChange) -> Values:
    """What the listing says now about the fields that the change is about."""
    values = read_section(held.location_id, section_of(held))
    return {name: values[name] for name in held.after if name in values}


def apply_change(*, held: HeldChange, admin: User, seen: str) -> Saved:
    """Make the change public, with the same saving code as every other change.

    `seen` is `version_of(current_values(held))` of what the admin looked at. Raises AlreadyDecided,
    ChangedMeanwhile if the listing says something else by now, and NotSaved (errors.py).
    """
    with transaction.atomic(), pghistory.context(**context_of(held, admin)):
        held = locked_change(held)
        if seen != version_of(current_values(held)):
            raise ChangedMeanwhile
        saved = save_section(
            location=held.location,
            section=section_of(held),
            values=held.after,
            user=admin,
            is_checked=True,
            confirms=False,
        )
        decide(held, HeldChange.State.APPLIED, admin)
        tell_of_decision(held)
    return saved


def refuse_change(*, held: HeldChange, admin: User, reason: str) -> None:
    """Leave the listing as it is; the person who asked is told the `reason`. Raises AlreadyDecided."""
    with transaction.atomic():
        held = locked_change(held)
        decide(held, HeldChange.State.REFUSED, admin, reason)
        tell_of_decision(held)


def withdraw_change(*, held: HeldChange, user: User) -> None:
    """The team no longer wants the change. Raises AlreadyDecided."""
    with transaction.atomic():
        decide(locked_change(held), HeldChange.State.WITHDRAWN, user)


def locked_change(held: HeldChange) -> HeldChange:
    """The change as it is now; nobody else decides until this transaction ends. Raises AlreadyDecided."""
    Location.objects.select_for_update(of=("self",)).get(pk=held.location_id)
    rows = HeldChange.objects.select_for_update(of=("self",))
    now = rows.select_related("location__practice", "requested_by").get(pk=held.pk)
    if now.state != HeldChange.State.WAITING:
        raise AlreadyDecided(now)
    return now


def decide(held: HeldChange, state: HeldChange.State, by: User, reason: str = "") -> None:
    held.state, held.decided_by, held.decided_at, held.reason = state, by, timezone.now(), reason
    held.save(update_fields=["state", "decided_by", "decided_at", "reason"])


def context_of(held: HeldChange, admin: User) -> dict[str, Any]:
    """What history keeps with the change."""
    return {"user": admin.pk, "via": "held-change", "asked_by": held.requested_by_id}
