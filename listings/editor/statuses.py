"""Adding a location, and whether patients see it: draft, published, closed."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.saving import made_by
from providers.models import Location, Practice

Status = Location.Status

# Step -> the status that it starts from, and the one that it leads to. Admins deal with removed listings.
STEPS: dict[str, tuple[str, str]] = {
    "publish": (Status.DRAFT, Status.PUBLISHED),
    "unpublish": (Status.PUBLISHED, Status.DRAFT),
    "close": (Status.PUBLISHED, Status.CLOSED),
    "reopen": (Status.CLOSED, Status.PUBLISHED),
}


STEP_LABELS = {
    "publish": "Publish",
    "unpublish": "Take off the site",
    "close": "Mark as closed for good",
    "reopen": "Open again",
}


class NotReady(Exception):
    """A location that can't be public yet; `missing` says what it needs first."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


class NotPossibleNow(Exception):
    """The location no longer has the status that the step starts from: another person changed it first."""


def add_location(*, practice: Practice, values: dict[str, Any], user: User) -> Location:
    """A new location of a practice, not public yet. `values` are columns of Location."""
    with transaction.atomic(), made_by(user):
        return Location.objects.create(practice=practice, status=Status.DRAFT, **values)


def possible_steps(location: Location) -> list[str]:
    return [step for step, (start, _) in STEPS.items() if location.status == start]


def take_step(*, location: Location, step: str, user: User) -> Location:
    """Publish, unpublish, close or reopen. Raises NotReady and NotPossibleNow."""
    start, end = STEPS[step]
    with transaction.atomic(), made_by(user):
        locked = Location.objects.select_for_update().get(pk=location.pk)
        if locked.status != start:
            raise NotPossibleNow
        if end == Status.PUBLISHED and (missing := lacks(locked)):
            raise NotReady(missing)
        locked.status = end
        locked.closed_on = timezone.localdate() if end == Status.CLOSED else None
        locked.save(update_fields=["status", "closed_on"])
    return locked


def lacks(location: Location) -> list[str]:
    """What a location still needs to be public."""
    missing = []
    if location.latitude is None or location.longitude is None:
        missing.append("a point on the map")
    if not location.phone:
        missing.append("a phone number")
    return missing
