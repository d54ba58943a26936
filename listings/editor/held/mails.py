"""Telling the team about a change that waits: who asked for it, and the owners, who may not know of it."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.models import User
from listings.models import HeldChange, Role
from mail.sending import absolute_url, queue_mail

MOST_NAMED = 20


def tell_of_waiting(held: HeldChange) -> None:
    """What was asked for, and why it waits. In the transaction that holds it."""
    tell("held/waiting", held)


def tell_of_decision(held: HeldChange) -> None:
    """Applied, or refused and why."""
    tell(f"held/{held.state}", held)


def tell(mail: str, held: HeldChange) -> None:
    page = "history" if held.state == HeldChange.State.APPLIED else "waiting-changes"
    for person in recipients(held):
        context = {
            "held": held,
            "location": held.location,
            "fields": field_names(held),
            "is_asker": person.pk == held.requested_by_id,
            "url": absolute_url(reverse(page, kwargs={"location_id": held.location_id})),
        }
        queue_mail(mail, to=person.email, context=context)


def tell_of_many_waiting(changes: Sequence[HeldChange]) -> None:
    """One mail about all that a spreadsheet asked for; they are of one practice and one person."""
    first = changes[0]
    for person in recipients(first):
        context = {
            "count": len(changes),
            "practice": first.location.practice,
            "asker": first.requested_by,
            "is_asker": person.pk == first.requested_by_id,
            "names": [held.location.name for held in changes[:MOST_NAMED]],
            "more": max(0, len(changes) - MOST_NAMED),
            "url": absolute_url(reverse("waiting-changes", kwargs={"location_id": first.location_id})),
        }
        queue_mail("held/waiting_many", to=person.email, context=context)


def recipients(held: HeldChange) -> list[User]:
    """Who asked, if the account is still there, and the practice's owners; each once."""
    owners = User.objects.filter(
        memberships__practice=held.location.practice_id, memberships__role=Role.OWNER, is_active=True
    )
    found = {person.pk: person for person in owners}
    if held.requested_by is not None:
        found[held.requested_by_id] = held.requested_by
    return list(found.values())


# A change of address moves the pin and the time zone with it: people hear of the address.
FIELD_NAMES = {
    "name": "name",
    "npi": "NPI",
    "phone": "phone number",
    "phone_extension": "phone number",
    "website": "website",
}


def field_names(held: HeldChange) -> list[str]:
    """What changes, in words, each once: ["address", "phone number"]."""
    return sorted({FIELD_NAMES.get(name, "address") for name in held.after}, key=str.lower)
