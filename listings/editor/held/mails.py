"""Mails about a change that waits: to the person who asked for it, and to the owners, who may not know."""

from collections.abc import Sequence

from django.urls import reverse

from accounts.models import User
from listings.models import HeldChange, Role
from mail.sending import absolute_url, queue_mail
from providers.fields.sensitive import nouns_of

MAX_NAMED = 20


def tell_of_waiting(held: HeldChange) -> None:
    """What was asked for, and why it waits. Called in the transaction that holds it."""
    send_to_recipients("held/waiting", held)


def tell_of_decision(held: HeldChange) -> None:
    """That the change was applied, or refused and why."""
    send_to_recipients(f"held/{held.state}", held)


def send_to_recipients(mail: str, held: HeldChange) -> None:
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
    """One mail about all changes of a spreadsheet; they are of one practice and one person."""
    first = changes[0]
    for person in recipients(first):
        context = {
            "count": len(changes),
            "practice": first.location.practice,
            "asker": first.requested_by,
            "is_asker": person.pk == first.requested_by_id,
            "names": [held.location.name for held in changes[:MAX_NAMED]],
            "more": max(0, len(changes) - MAX_NAMED),
            "url": absolute_url(reverse("waiting-changes", kwargs={"location_id": first.location_id})),
        }
        queue_mail("held/waiting_many", to=person.email, context=context)


def recipients(held: HeldChange) -> list[User]:
    """The person who asked, if the account still exists, and the practice's owners; each once."""
    owners = User.objects.filter(
        memberships__practice=held.location.practice_id, memberships__role=Role.OWNER, is_active=True
    )
    found = {person.pk: person for person in owners}
    if held.requested_by is not None:
        found[held.requested_by.pk] = held.requested_by
    return list(found.values())


def field_names(held: HeldChange) -> list[str]:
    """What changes, in words, each once: ["address", "phone number"]. A change of address moves the pin and
    the time zone with it: people hear of the address."""
    return sorted(nouns_of(held.after), key=str.lower)
