"""Calls to clinics, and the one mail that invites a clinic to keep its listing."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from providers.models.confirmation import Section
from providers.models.location import Location
from providers.models.practice import Practice


class Call(models.Model):
    """What one call to a location brought. `phone` is the number that was called."""

    class Outcome(models.TextChoices):
        RIGHT = "right", "Everything is right"
        NOT_TAKING_PATIENTS = "not-taking", "Right, but not taking new patients"
        CALL_AGAIN = "call-again", "Call again"
        WRONG_NUMBER = "wrong-number", "Wrong number"
        CLOSED = "closed", "Closed for good"

    location = models.ForeignKey(Location, models.CASCADE, related_name="calls", db_index=False)
    phone = models.CharField(max_length=16)
    outcome = models.CharField(max_length=12, choices=Outcome)
    sections = ArrayField(
        models.CharField(max_length=20, choices=Section),
        default=list,
        blank=True,
        help_text="The sections that were asked about and confirmed.",
    )
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    again_from = models.DateTimeField(help_text="Until then the call list leaves this number out.")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["location", "again_from"], name="call_location")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["right", "not-taking", "call-again", "wrong-number", "closed"]),
                name="call_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sections__contained_by=list(Section.values)), name="call_sections_are_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["right", "not-taking"]) | Q(sections=[]),
                name="call_confirms_what_was_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.outcome}"


class ClinicInvitation(models.Model):
    """That a practice was invited by mail to claim its listing: once per practice, and once per address.

    Of the address only a keyed hash is kept (listings/calls/inviting.py).
    """

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="clinic_invitation")
    address_key = models.CharField(max_length=64, unique=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"{self.practice_id} on {self.sent_at:%Y-%m-%d}"


class OptOut(models.Model):
    """An address that wants no invitation, for good. Only its keyed hash is kept."""

    address_key = models.CharField(primary_key=True, max_length=64)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.address_key[:8]
