"""People who sign in: clinic staff, moderators and admins. Patients need no account for anything."""

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models.functions import Lower, Now, Upper


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        """Addresses differ by more than case, so an address in any case finds its user."""
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    @transaction.atomic
    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An admin who can sign in at once with this password.

        Whoever can run commands needs to prove no address, and a new site may not send mail yet.
        """
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.confirm_own_email()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person, identified by an email address. What a person may do to a practice is in its team.

    Admins are superusers. `is_staff` gives access to the admin site, whose sections follow Django's
    permissions: an editor of guides is a member of staff with the permissions of the `content` app. Roles are
    given and removed with accounts/roles.py.
    """

    email = models.EmailField("email address", unique=True)
    name = models.CharField("your name", max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may enter the admin site", default=False)
    is_moderator = models.BooleanField(
        "moderates reviews", default=False, help_text="Sees reviews before they are published."
    )
    is_guide_editor = models.BooleanField(
        "edits guides",
        default=False,
        help_text="Has all permissions of the guides (accounts/guide_editors.py).",
    )
    is_demo = models.BooleanField(default=False, help_text="Made by load_demo; remove_demo deletes it.")
    date_joined = models.DateTimeField(db_default=Now(), editable=False)

    objects = UserManager()
    # Known of the person who is signed in (accounts/backends.py).
    lacks_second_factor: bool | None = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique",
                violation_error_message="There is an account with this address already.",
            )
        ]
        indexes = [
            # For searching people by a part of the name or address (listings/people).
            GinIndex(OpClass(Upper("email"), name="gin_trgm_ops"), name="user_email_trigrams"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="user_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email

    def confirm_own_email(self) -> None:
        """Take the address as confirmed, for accounts that were not made by signing up."""
        self._meta.apps.get_model("account", "EmailAddress").objects.create(
            user=self, email=self.email, verified=True, primary=True
        )


# Who had which role when, written by triggers; the context of an event says who changed it. Neither name nor
# address is kept, so that deleting an account deletes them.
UserEvent: Any = pghistory.create_event_model(
    User,
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["is_active", "is_superuser", "is_moderator", "is_guide_editor"],
    obj_field=pghistory.ObjForeignKey(related_name="role_events", db_index=True),
    model_name="UserEvent",
    abstract=False,
)


class UserNetwork(models.Model):
    """A network from which a signed-in person wrote something (accounts/known_browsers.py)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="networks")
    key = models.CharField(max_length=32, help_text="A keyed hash: accounts/network.py.")
    seen_on = models.DateField(db_index=True, help_text="The last day.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="user_network_is_unique")]

    def __str__(self) -> str:
        return f"A network of {self.user_id}"


class SignInBrowser(models.Model):
    """A browser in which an account has signed in, or may (see accounts/sign_in_browsers.py)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_browsers", db_index=False)
    secret_hash = models.CharField(max_length=64, help_text="SHA-256 of the name in its cookie.")
    has_signed_in = models.BooleanField(
        default=False, help_text="If not, a mailed link has lifted a lock in this browser."
    )
    used_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "secret_hash"], name="sign_in_browser_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, last on {self.used_on}"


class UseCount(models.Model):
    """How often something limited was done in the current window (see accounts/limits.py)."""

    key = models.CharField(primary_key=True, max_length=120)
    uses = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.uses}"


class CacheEntry(models.Model):
    """The table of the default cache, as Django's database cache expects it.

    allauth keeps its limits in it, so they hold across all processes.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
