"""The team that keeps a practice's listings, and invitations to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils import timezone

from providers.models.practice import Practice


class Role(models.TextChoices):
    """What a member of a team may do. Each role may also do what the next one may."""

    OWNER = "owner", "Owner"  # the team, and everything else
    EDITOR = "editor", "Editor"  # listings, confirmations, replies
    VIEWER = "viewer", "Viewer"  # sees everything, changes nothing


class MembershipQuerySet(models.QuerySet["Membership"]):
    def keepers(self) -> "MembershipQuerySet":
        """The members who keep listings and can be asked: owners and editors with an active account."""
        return self.filter(role__in=[Role.OWNER, Role.EDITOR], user__is_active=True)


class Membership(models.Model):
    """A person's place in the team of a practice."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="memberships", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "user"],
                name="membership_is_unique",
                violation_error_message="This person is in the team already.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.practice_id}: {self.role}"


class Invitation(models.Model):
    """An invitation to a team, mailed to one address. The link's secret is stored as a hash."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role)
    secret_hash = models.CharField(
        max_length=64, unique=True, help_text="SHA-256 of the secret, hexadecimal."
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_has_one_end"
            ),
            models.UniqueConstraint(
                "practice",
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.practice_id}: {self.role}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
