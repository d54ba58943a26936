"""What the pages about held changes are given: for the team, and for the admin who decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from listings.editor.held.mails import field_names
from listings.models import HeldChange, Membership
from listings.teams.mails import name_and_email
from providers import words
from providers.fields.change_words import change_lines
from providers.fields.kinds import Change, ChangeLine, Values


@dataclass(frozen=True)
class HeldLine:
    """One change in a list. `outcome` is "" while it waits."""

    id: int
    location_id: int
    location_name: str
    what: str
    who: str
    at: datetime
    lines: tuple[ChangeLine, ...]
    why: tuple[str, ...]
    state: str
    outcome: str
    reason: str

    @property
    def is_waiting(self) -> bool:
        return self.state == HeldChange.State.WAITING


@dataclass(frozen=True)
class HeldPage:
    """What the admin needs to decide. `meanwhile`: what the listing says now, where that has changed since
    the change was asked for."""

    held: HeldLine
    meanwhile: tuple[ChangeLine, ...]
    asker: tuple[tuple[str, str], ...]


def held_lines(rows: Iterable[HeldChange]) -> list[HeldLine]:
    return [held_line(held) for held in rows]


def held_line(held: HeldChange) -> HeldLine:
    changes = [Change(name, held.before.get(name), after) for name, after in held.after.items()]
    return HeldLine(
        id=held.pk,
        location_id=held.location_id,
        location_name=held.location.name,
        what=words.capitalized(words.listed(field_names(held))),
        who=str(held.requested_by) if held.requested_by else "Somebody whose account was deleted",
        at=held.created_at,
        lines=tuple(change_lines(changes, {})),
        why=tuple(held.why_held),
        state=held.state,
        outcome="" if held.state == HeldChange.State.WAITING else held.get_state_display(),
        reason=held.reason,
    )


def held_page(held: HeldChange, now: Values, membership: Membership | None) -> HeldPage:
    """`now`: what the listing says now. `membership`: of the person who asked, if still in the team."""
    meanwhile = [
        Change(name, held.before.get(name), now[name]) for name in now if now[name] != held.before.get(name)
    ]
    return HeldPage(held_line(held), tuple(change_lines(meanwhile, {})), asker_facts(held, membership))


def asker_facts(held: HeldChange, membership: Membership | None) -> tuple[tuple[str, str], ...]:
    """The person who asked: name, address, how long on the site and in the team; pairs of label and text."""
    person = held.requested_by
    if person is None:
        return (("Who asked", "Somebody whose account was deleted since"),)
    today = timezone.localdate()
    joined = timezone.localdate(person.date_joined)
    facts = [
        ("Who asked", name_and_email(person)),
        ("Account since", f"{words.long_date(joined)} ({words.days_ago(joined, today)})"),
    ]
    if membership is None:
        return (*facts, ("In the team", "Not any more"))
    since = timezone.localdate(membership.created_at)
    role = membership.get_role_display()
    team = f"{role} since {words.long_date(since)} ({words.days_ago(since, today)})"
    return (*facts, ("In the team", team))
