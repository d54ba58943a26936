"""Roles on the whole site, apart from teams: admins, moderators and editors of guides.

Each change is recorded by a trigger (UserEvent); the request's history context says who made it. There is
always an admin who can sign in: the last one can't lose the role, be switched off or delete the account.
"""

from collections.abc import Collection

from django.db import models, transaction
from django.dispatch import receiver

from accounts.deleting import asking_to_delete
from accounts.models import User


class SiteRole(models.TextChoices):
    """The value is the name of the User's column that ends with it."""

    ADMIN = "is_superuser", "Admin"
    MODERATOR = "is_moderator", "Moderator"
    GUIDE_EDITOR = "is_guide_editor", "Guide editor"


class LastAdmin(Exception):
    """Without this person nobody could administer the site."""

    def __init__(self) -> None:
        super().__init__("This is the only admin. Make somebody else an admin first.")


def roles_of(user: User) -> tuple[SiteRole, ...]:
    return tuple(role for role in SiteRole if getattr(user, role.value))


@transaction.atomic
def set_roles(user: User, roles: Collection[SiteRole]) -> User:
    """Give the user exactly these roles; returns the user as saved. Raises LastAdmin."""
    locked = lock_with_admins(user)
    if SiteRole.ADMIN not in roles:
        refuse_last_admin(locked)
    for role in SiteRole:
        setattr(locked, role.value, role in roles)
    # Admins may have given this person permissions for other sections of the admin site.
    has_others = locked.user_permissions.exists() or locked.groups.exists()
    locked.is_staff = locked.is_superuser or locked.is_guide_editor or has_others
    locked.save(update_fields=[*SiteRole.values, "is_staff"])
    return locked


@transaction.atomic
def switch(user: User, *, is_active: bool) -> User:
    """Let the user sign in or not; open sessions of a switched-off account end. Raises LastAdmin."""
    locked = lock_with_admins(user)
    if not is_active:
        refuse_last_admin(locked)
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])
    return locked


def lock_with_admins(user: User) -> User:
    """The user as it is now. All admins are locked too, in one order, so that two can't remove each other."""
    rows = User.objects.filter(models.Q(pk=user.pk) | models.Q(is_superuser=True)).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(no_key=True)}[user.pk]


def refuse_last_admin(user: User) -> None:
    """Raises LastAdmin if nobody else is an admin who can sign in. The admins must be locked."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and user.is_active and not others.exists():
        raise LastAdmin


@receiver(asking_to_delete)
def why_an_admin_stays(user: User, **extra: object) -> str | None:
    """The transaction that deletes an account locks the admins here, too."""
    if not user.is_superuser:
        return None
    try:
        with transaction.atomic():
            refuse_last_admin(lock_with_admins(user))
    except LastAdmin as error:
        return str(error)
    return None
