"""What keeps a listing correct: held changes, reports of wrong information, and reminders."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from providers.models.confirmation import Confirmation
from providers.models.location import Location
from providers.models.triggers import one_line


class HeldChange(models.Model):
    """A sensitive change that looks suspicious and therefore waits for an admin.

    Until then, the public page shows the old facts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a check"
        APPLIED = "applied", "Applied"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    location = models.ForeignKey(Location, models.CASCADE, related_name="held_changes")
    before = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="Field -> value when the change was requested."
    )
    after = models.JSONField(encoder=DjangoJSONEncoder, help_text="Field -> requested value.")
    why_held = models.JSONField(default=list, help_text="Why it looks suspicious, in words.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="held_changes"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "applied", "refused", "withdrawn"]),
                name="held_change_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="held_change_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {', '.join(self.after)} ({self.state})"


class Report(models.Model):
    """A report that a listing is wrong, without account or name; an address only to tell the outcome."""

    class Kind(models.TextChoices):
        NUMBER_WRONG = "number-wrong", "The phone number is wrong"
        CLOSED = "closed", "It is closed"
        NOT_TAKING_PATIENTS = "not-taking-patients", "It is not taking new patients"
        NOT_OFFERED = "not-offered", "It does not offer this"
        INSURANCE_WRONG = "insurance-wrong", "The insurance is wrong"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CORRECTED = "corrected", "Corrected"
        STILL_RIGHT = "still-right", "Checked: it is right"
        DISMISSED = "dismissed", "Not usable"

    location = models.ForeignKey(Location, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.CharField("in your own words", max_length=1000, blank=True)
    email = models.EmailField(blank=True, help_text="Deleted once the outcome was mailed.")
    reporter = models.CharField(
        max_length=32,
        blank=True,
        help_text="Distinguishes reporters within one day; see accounts/visitor.py. Emptied after 30 days.",
    )
    network = models.CharField(
        max_length=32,
        blank=True,
        help_text="Distinguishes networks (/24 or /48) within one day. Emptied after 30 days.",
    )
    is_repeat = models.BooleanField(
        default=False,
        help_text="The same network reported this listing in the 30 days before, so it is not independent.",
    )
    settled_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Since when it no longer counts toward the notice on the page, because the contact section "
        "was confirmed after it or an admin closed it.",
    )
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(
        max_length=500, blank=True, help_text="Told to the reporter who left an address."
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["location"], condition=Q(state="open"), name="report_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "corrected", "still-right", "dismissed"]),
                name="report_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="report_end_goes_with_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.kind} ({self.state})"


class ReportShield(models.Model):
    """For 30 days, reports put no notice on a listing: an admin took them for an attack. Rows are never
    changed but to end a shield early, so they are the log of who shielded what, when and why."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="report_shields")
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField(db_default=Now(), editable=False)
    ends_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="report_shield_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}, until {self.ends_at:%Y-%m-%d}"


def settles_reports(operation: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Settles the reports of a location when its contact section is confirmed after them.

    A confirmation has a day in the site's time zone and a report has a moment, so one day of tolerance covers
    every time zone. (Dates that are moved or loaded from the past settle nothing new.)
    """
    return pgtrigger.Trigger(
        name=f"settle_reports_{operation.name.lower()}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(new="new_rows"),
        func=one_line("""
            UPDATE listings_report AS report SET settled_at = now()
            FROM new_rows
            WHERE report.location_id = new_rows.location_id AND new_rows.section = 'contact'
                AND report.settled_at IS NULL AND report.kind IN ('closed', 'number-wrong')
                AND new_rows.confirmed_on >= (report.created_at AT TIME ZONE 'UTC')::date - 1;
            UPDATE providers_location AS location SET doubted_at = NULL
            FROM new_rows
            WHERE location.id = new_rows.location_id AND new_rows.section = 'contact'
                AND location.doubted_at IS NOT NULL
                AND new_rows.confirmed_on >= (location.doubted_at AT TIME ZONE 'UTC')::date - 1;
            RETURN NULL;
        """),
    )


pgtrigger.register(settles_reports(pgtrigger.Insert), settles_reports(pgtrigger.Update))(Confirmation)


class ReminderSent(models.Model):
    """A reminder that was sent: once per stage for what was last confirmed on that day."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="reminders", db_index=False)
    confirmed_on = models.DateField(help_text="Of the least recently confirmed section.")
    stage = models.PositiveSmallIntegerField(help_text="Days since then: 60, 75, 90 or 120.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "confirmed_on", "stage"], name="reminder_is_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.stage} days"
