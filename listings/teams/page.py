"""What the page of a team is given: its members and open invitations as rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from listings.models import Invitation, Membership
from providers.web.words import long_date


@dataclass(frozen=True)
class MemberRow:
    name: str
    email: str
    role: str
    since: str
    is_you: bool
    url: str


@dataclass(frozen=True)
class InvitationRow:
    id: int
    email: str
    role: str
    until: str


def member_rows(members: Iterable[Membership], user: User) -> list[MemberRow]:
    return [
        MemberRow(
            name=member.user.name,
            email=member.user.email,
            role=member.get_role_display(),
            since=f"since {long_date(timezone.localdate(member.created_at))}",
            is_you=member.user_id == user.pk,
            url=reverse("member", args=[member.pk]),
        )
        for member in members
    ]


def invitation_rows(invitations: Iterable[Invitation]) -> list[InvitationRow]:
    return [
        InvitationRow(
            id=invitation.pk,
            email=invitation.email,
            role=invitation.get_role_display(),
            until=how_long(invitation),
        )
        for invitation in invitations
    ]


def how_long(invitation: Invitation) -> str:
    day = long_date(timezone.localdate(invitation.expires_at))
    return f"works until {day}" if invitation.is_open else f"expired on {day}"
