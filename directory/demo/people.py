"""The demo's accounts to sign in with: an owner, an editor, a claimant, a moderator and an admin.

Their password and second-factor secret are derived from the demo's own secret key, so that they are the same
at every start and different on every machine.
"""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from listings.demo.registry import make_demo_registry
from listings.demo.upkeep import make_demo_upkeep
from listings.models import Claim, Membership, RegistryRecord, Role
from providers.models import Location, Practice

CODE_PERIOD_SECONDS = 30


@dataclass(frozen=True)
class DemoPerson:
    """An account of the demo. `role` is the one in the team of the demo's practice; None: in no team."""

    email: str
    name: str
    description: str
    role: Role | None = None
    is_moderator: bool = False
    is_admin: bool = False

    @property
    def needs_code(self) -> bool:
        """Whether this account may publish (accounts/second_factor.py)."""
        return self.is_moderator or self.is_admin or self.role in (Role.OWNER, Role.EDITOR)


PEOPLE = [
    DemoPerson("owner@example.com", "Olivia Owner", "owner of a practice", role=Role.OWNER),
    DemoPerson("editor@example.com", "Eddie Editor", "editor of the same practice", role=Role.EDITOR),
    DemoPerson("manager@example.com", "Max Manager", "has claimed another practice"),
    DemoPerson("moderator@example.com", "Mo Moderator", "moderator of reviews", is_moderator=True),
    DemoPerson("admin@example.com", "Ada Admin", "admin of the site", is_admin=True),
]


def demo_password() -> str:
    return derived("password").hex()[:12]


def demo_totp_secret() -> str:
    """In Base32, as authenticator apps expect it."""
    return base64.b32encode(derived("second factor")).decode()


def demo_code() -> str:
    """The six digits that an authenticator app would show now."""
    return format_hotp_value(hotp_value(demo_totp_secret(), int(time.time()) // CODE_PERIOD_SECONDS))


def derived(purpose: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"demo {purpose}".encode(), hashlib.sha256).digest()[:20]


@transaction.atomic
def make_demo_people() -> None:
    """Make the accounts that are missing, as long as there is a demo directory.

    All get the demo's password, even if the secret key was changed since.
    """
    practice = demo_practice()
    if practice is None:
        return
    for person in PEOPLE:
        user, is_new = User.objects.get_or_create(
            email=person.email,
            defaults={
                "name": person.name,
                "is_demo": True,
                "is_moderator": person.is_moderator,
                "is_staff": person.is_admin,
                "is_superuser": person.is_admin,
            },
        )
        if is_new or not user.check_password(demo_password()):
            user.set_password(demo_password())
            user.save(update_fields=["password"])
        EmailAddress.objects.get_or_create(user=user, email=person.email, verified=True, primary=True)
        if person.needs_code:
            give_code(user)
        if person.role and is_new:
            Membership.objects.create(practice=practice, user=user, role=person.role)
    make_demo_upkeep(practice, timezone.localdate())
    make_demo_registry(timezone.localdate())
    make_demo_claim(User.objects.get(email="manager@example.com"), own=practice)


def make_demo_claim(user: User, *, own: Practice) -> None:
    """Make a claim that waits for an admin, of another practice than `own` with a record in the registry."""
    location = (
        Location.objects.filter(practice__npi__in=RegistryRecord.objects.filter(is_demo=True).values("npi"))
        .exclude(practice=own)
        .order_by("id")
        .first()
    )
    if location and location.practice.npi and not Claim.objects.filter(user=user).exists():
        Claim.objects.create(
            practice=location.practice,
            location=location,
            user=user,
            position="Office manager",
            method=Claim.Method.PHONE,
            npi=location.practice.npi or "",
        )


def give_code(user: User) -> None:
    """Let the user's second step accept the demo's codes."""
    secret = get_adapter().encrypt(demo_totp_secret())
    Authenticator.objects.update_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": secret}}
    )


def demo_practice() -> Practice | None:
    """The demo's largest practice, whose team the demo's people are in; None if there is no demo."""
    practices = Practice.objects.filter(is_demo=True).annotate(size=Count("locations"))
    return practices.order_by("-size", "id").first()
