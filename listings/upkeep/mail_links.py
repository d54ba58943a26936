"""The link in a reminder, with which a member of the team confirms without signing in.

It is signed, so nobody can make one up, and it names the location, the member of its team and the state of
the listing (its `confirmed_on`) that it was made for. So it works until the listing is confirmed again, or it
expires, or the member leaves the team or may no longer edit."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.urls import reverse

from listings.models import Membership
from listings.permissions import AT_LEAST, Role
from mail.sending import absolute_url
from providers.models import Location

VALID_FOR = timedelta(days=30)
SALT = "providers.confirm-by-mail"


class LinkDoesNotWork(Exception):
    """The link confirms nothing; the subclasses say why."""


class WrongLink(LinkDoesNotWork):
    """Not ours, cut off, or for a listing that no longer exists."""


class ExpiredLink(LinkDoesNotWork):
    """Older than VALID_FOR."""


class NotYours(LinkDoesNotWork):
    """The person has left the team, or may no longer edit."""


class UsedLink(LinkDoesNotWork):
    """The listing was confirmed since, by this link or otherwise."""

    def __init__(self, location: Location) -> None:
        super().__init__()
        self.location = location


@dataclass(frozen=True)
class Opened:
    """A link that works: what may be confirmed, and who does it."""

    location: Location
    member: Membership


def link_for(location: Location, member: Membership, *, today: date) -> str:
    """The whole address, for a mail."""
    return absolute_url(reverse("confirm-by-mail", args=[make_token(location, member, today=today)]))


def make_token(location: Location, member: Membership, *, today: date) -> str:
    made_for = [location.pk, member.pk, day_text(location.confirmed_on), today.isoformat()]
    return signing.dumps(made_for, salt=SALT)


def open_token(token: str, *, today: date, lock: bool = False) -> Opened:
    """What the token allows on `today`. Raises one of LinkDoesNotWork. `lock` holds the location, in a
    transaction, so that nobody else confirms it meanwhile."""
    try:
        location_id, member_id, confirmed_on, sent_on = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise WrongLink from error
    locations = Location.objects.select_for_update() if lock else Location.objects.all()
    location = locations.filter(pk=location_id, status=Location.Status.PUBLISHED).first()
    if location is None:
        raise WrongLink
    if today - date.fromisoformat(sent_on) > VALID_FOR:
        raise ExpiredLink
    members = Membership.objects.filter(
        pk=member_id, practice=location.practice_id, role__in=AT_LEAST[Role.EDITOR], user__is_active=True
    )
    member = members.select_related("user").first()
    if member is None:
        raise NotYours
    if day_text(location.confirmed_on) != confirmed_on:
        raise UsedLink(location)
    return Opened(location, member)


def day_text(day: date | None) -> str:
    return day.isoformat() if day else ""
