"""Whether a change must wait for an admin: reads what the heuristics judge by, and asks them."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from listings.editor.heuristics import KINDS, ChangeFacts, reasons_to_hold
from listings.models import HeldChange, Membership
from listings.models.history import LocationEvent
from providers.models import Location

DAY = timedelta(hours=24)


def why_suspicious(
    *, location: Location, before: Mapping[str, Any], after: Mapping[str, Any], user: User | None
) -> list[str]:
    """Sentences that say why this change of sensitive fields must wait for an admin; none: apply at once.

    `location` is as it is before the change.
    """
    return reasons_to_hold(facts_of_change(location=location, before=before, after=after, user=user))


def facts_of_change(
    *, location: Location, before: Mapping[str, Any], after: Mapping[str, Any], user: User | None
) -> ChangeFacts:
    """The facts about `user` changing sensitive fields of `location` from `before` to `after`.

    No user is a job or command of the site itself, which is trusted like an admin.
    """
    if user is None or user.is_superuser:
        return ChangeFacts(before=before, after=after, by_admin=True)
    joined = dict(Membership.objects.filter(practice=location.practice_id).values_list("user", "created_at"))
    now = timezone.now()
    return ChangeFacts(
        before=before,
        after=after,
        is_claimed=bool(joined),
        was_public=was_public(location),
        account_age=now - user.date_joined,
        membership_age=now - joined.get(user.pk, now),
        place_before=place(location, {}),
        place=place(location, after),
        state=after.get("state") or location.state,
        phone_of_other_practice=is_phone_of_other_practice(location, after.get("phone") or ""),
        recent_kinds=recent_kinds(location),
    )


def was_public(location: Location) -> bool:
    """Whether patients have ever seen it: a listing that is taken back to a draft is still known to them."""
    if location.status != Location.Status.DRAFT:
        return True
    return LocationEvent.objects.filter(pgh_obj=location.pk).exclude(status=Location.Status.DRAFT).exists()


def place(location: Location, after: Mapping[str, Any]) -> tuple[float, float] | None:
    latitude = after.get("latitude", location.latitude)
    longitude = after.get("longitude", location.longitude)
    return None if latitude is None or longitude is None else (latitude, longitude)


def is_phone_of_other_practice(location: Location, phone: str) -> bool:
    return bool(phone) and (
        Location.objects.published().filter(phone=phone).exclude(practice=location.practice_id).exists()
    )


def recent_kinds(location: Location) -> frozenset[str]:
    """The kinds of sensitive facts of a listing that changed, or were asked to change, within 24 hours."""
    since = timezone.now() - DAY
    fields = [name for name in KINDS if name in {column.name for column in Location._meta.concrete_fields}]
    # The state before the first change of these hours is the last event before them.
    start = LocationEvent.objects.filter(pgh_obj=location.pk, pgh_created_at__lt=since).order_by("-pk")[:1]
    rows = LocationEvent.objects.filter(
        Q(pgh_created_at__gte=since) | Q(pk__in=start.values("pk")), pgh_obj=location.pk
    ).order_by("pk")
    states = list(rows.exclude(status=Location.Status.DRAFT).values(*fields))
    kinds = {KINDS[name] for old, new in pairwise(states) for name in fields if old[name] != new[name]}
    waiting = HeldChange.objects.filter(location=location, created_at__gte=since).exclude(
        state__in=[HeldChange.State.REFUSED, HeldChange.State.WITHDRAWN]
    )
    for after in waiting.values_list("after", flat=True):
        kinds |= {KINDS[name] for name in after if name in KINDS}
    return frozenset(kinds)
