"""The people of the tests: a small fixed cast around one practice.

    cast = make_cast()
    client.force_login(cast.owner)

owner, editor, viewer: the team of `cast.practice`, which has `cast.location`. outsider: owner of another
practice. patient: signed in, in no team. All who may publish have a second factor. nobody is None.
"""

from dataclasses import dataclass
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from accounts.models import User
from listings.models import Membership, Role
from providers.models import Location, Practice
from tests.factories import make_location, make_practice

_numbers = count(1)
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Cast:
    practice: Practice
    location: Location
    owner: User
    editor: User
    viewer: User
    outsider: User
    patient: User
    moderator: User
    admin: User


def make_user(email: str | None = None, *, second_factor: bool = False, **fields: object) -> User:
    """A person with a confirmed address, who may sign in with PASSWORD."""
    email = email or f"person{next(_numbers)}@example.com"
    user = User.objects.create_user(email, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if second_factor:
        give_second_factor(user)
    return user


def give_second_factor(user: User) -> None:
    """What an account that may publish needs. Nobody has a code for it: tests sign in with force_login."""
    Authenticator.objects.get_or_create(
        user=user,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")}},
    )


def join(user: User, practice: Practice, role: Role | str = Role.OWNER) -> Membership:
    """Make somebody a member of a team, with the second factor that owners and editors need."""
    if role != Role.VIEWER:
        give_second_factor(user)
    return Membership.objects.create(user=user, practice=practice, role=role)


def make_cast(location: Location | None = None) -> Cast:
    """Everybody, around `location` or a new one."""
    location = location or make_location()
    practice = location.practice
    owner, editor, viewer, outsider, patient = (
        make_user(f"{name}{next(_numbers)}@example.com", name=name.capitalize())
        for name in ("owner", "editor", "viewer", "outsider", "patient")
    )
    join(owner, practice, Role.OWNER)
    join(editor, practice, Role.EDITOR)
    join(viewer, practice, Role.VIEWER)
    join(outsider, make_practice(name="Another practice"), Role.OWNER)
    moderator = make_user("moderator@example.com", second_factor=True, is_moderator=True)
    admin = make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)
    return Cast(practice, location, owner, editor, viewer, outsider, patient, moderator, admin)
