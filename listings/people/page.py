"""What the admins' pages about people are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from accounts.models import User
from accounts.roles import SiteRole, roles_of
from listings.days import day_of
from listings.people.finding import RoleEvent
from providers import words

if TYPE_CHECKING:
    from listings.people.finding import ListedUser

MAX_TEAMS = 3


@dataclass(frozen=True)
class PersonRow:
    """One person in the list. `doubts`: what an admin should know, such as a missing second step."""

    id: int
    name: str
    email: str
    roles: str
    teams: str
    signed_in: str
    second_step: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class LogLine:
    """One change: "Ana Ruiz is now moderator", when, and by whom."""

    what: str
    who: str
    at: datetime


def person_row(user: "ListedUser") -> PersonRow:
    teams = [
        f"{member.practice.name} ({member.get_role_display().lower()})" for member in user.memberships.all()
    ]
    doubts = []
    if not user.is_active:
        doubts.append("Switched off")
    if user.lacks_second_factor:
        doubts.append("No second step yet: the role works once it is set up")
    return PersonRow(
        user.pk,
        user.name,
        user.email,
        words.listed(role.label for role in roles_of(user)),
        words.shortened(teams, MAX_TEAMS) if teams else "",
        f"Signed in {day_of(user.last_login)}" if user.last_login else "Never signed in",
        "Second step on" if user.has_second_factor else "No second step",
        tuple(doubts),
    )


def log_lines(
    events: Iterable[RoleEvent], before: Mapping[int, RoleEvent], people: Mapping[int, User]
) -> tuple[LogLine, ...]:
    """In the order of `events`. An account that was deleted is known by its number only."""
    return tuple(
        LogLine(
            f"{named(event.pgh_obj_id, people)} {'; '.join(changes(event, before.get(event.pgh_id)))}",
            author(event, people),
            event.pgh_created_at,
        )
        for event in events
    )


def author_id(event: RoleEvent) -> int | None:
    """Who made the change; None for a command or a job."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def author(event: RoleEvent, people: Mapping[int, User]) -> str:
    by = author_id(event)
    return named(by, people) if by else "a command on the server"


def named(user_id: int, people: Mapping[int, User]) -> str:
    user = people.get(user_id)
    if user is None:
        return f"an account since deleted (no. {user_id})"
    return f"{user.name} ({user.email})" if user.name else user.email


def changes(event: RoleEvent, before: RoleEvent | None) -> list[str]:
    """What the event changed, in words that follow the person's name."""
    if before is None:
        roles = [role.label.lower() for role in SiteRole if getattr(event, role.value)]
        return [f"joined as {words.listed(roles)}" if roles else "joined"]
    found = []
    for role in SiteRole:
        had, has = getattr(before, role.value), getattr(event, role.value)
        if had != has:
            found.append(f"is {'now' if has else 'no longer'} {role.label.lower()}")
    if before.is_active != event.is_active:
        found.append("was switched on" if event.is_active else "was switched off")
    return found
