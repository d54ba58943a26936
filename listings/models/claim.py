"""Claims: who says to represent a practice, how it was proven, and who decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from providers.models.location import Location
from providers.models.practice import Practice


class Claim(models.Model):
    """One person's claim to one practice. A practice is claimed once, for all of its locations.

    requested -> proven -> approved -> revoked; requested and proven can also become denied. The transitions
    are in listings/claims/states.py.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", "Waiting for proof"
        PROVEN = "proven", "Proven, waiting for our check"
        APPROVED = "approved", "Approved"
        DENIED = "denied", "Denied"
        REVOKED = "revoked", "Revoked"

    class Method(models.TextChoices):
        WEBSITE_EMAIL = "website-email", "A code sent to an address at the practice's website"
        PHONE = "phone", "A code that we read out at the listed phone number"
        DOCUMENTS = "documents", "Documents that we look at"

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="claims")
    location = models.ForeignKey(
        Location, models.CASCADE, related_name="+", help_text="The page from which it was claimed."
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    position = models.CharField("your position", max_length=100, help_text="Such as “office manager”.")
    method = models.CharField(max_length=20, choices=Method)
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    npi = models.CharField("NPI", max_length=10, blank=True, help_text="As the claimant gave it, unchecked.")
    adds_practice = models.BooleanField(
        default=False,
        db_default=False,
        help_text="The claimant added the practice and its first place, which become public with approval.",
    )
    proof_email = models.EmailField(blank=True, help_text="Where the code was sent, for proof by website.")
    code_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the code, hexadecimal.")
    code_expires_at = models.DateTimeField(null=True, blank=True)
    code_attempts = models.PositiveSmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True, help_text="Told to the person who claimed.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["requested", "proven", "approved", "denied", "revoked"]),
                name="claim_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["website-email", "phone", "documents"]), name="claim_method_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["denied", "revoked"]) | ~Q(reason=""),
                name="claim_refusal_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["practice", "user"],
                condition=Q(state__in=["requested", "proven", "approved"]),
                name="claim_is_open_once",
                violation_error_message="You have claimed this practice already.",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=["requested", "proven"]), name="claim_to_check")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} claims {self.practice_id}: {self.state}"


class ClaimDocument(models.Model):
    """A document that proves a claim. Only admins see it, and it is deleted when the claim is decided."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="documents")
    name = models.CharField(max_length=120, help_text="The file's name.")
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.name}"


class RegistryRecord(models.Model):
    """What the national registry (NPPES) says about an NPI, as far as it helps to check claims.

    Providers report it themselves and mix up billing and practice addresses, so it is a hint and no proof.
    """

    class EntityType(models.IntegerChoices):
        PERSON = 1, "Person"
        ORGANIZATION = 2, "Organization"

    npi = models.CharField("NPI", primary_key=True, max_length=10)
    entity_type = models.PositiveSmallIntegerField(
        choices=EntityType, null=True, blank=True, help_text="Empty: deactivated before we first read it."
    )
    name = models.CharField(
        max_length=200, blank=True, help_text="Legal business name, or first and last name."
    )
    other_name = models.CharField(max_length=200, blank=True)
    credential = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=40, blank=True)
    postal_code = models.CharField("ZIP", max_length=5, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    taxonomy = models.CharField(max_length=10, blank=True, help_text="The primary NUCC code.")
    updated_on = models.DateField(null=True, blank=True, help_text="As the registry says.")
    deactivated_on = models.DateField(null=True, blank=True)
    read_on = models.DateField(help_text="The day of the registry's file.")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["npi"]

    def __str__(self) -> str:
        return f"{self.npi} {self.name}"
