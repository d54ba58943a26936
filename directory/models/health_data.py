"""Requests of people about what the site holds on their health (Washington's My Health My Data Act)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

# RCW 19.373.040: an answer within 45 days of receiving the request.
DAYS_TO_ANSWER = 45
MAX_WORDS = 3000


class HealthDataQuerySet(models.QuerySet["HealthDataRequest"]):
    def to_answer(self) -> "HealthDataQuerySet":
        """Requests and appeals that wait for an answer, those that are due first."""
        waiting = [HealthDataRequest.State.OPEN, HealthDataRequest.State.APPEALED]
        return self.filter(state__in=waiting).order_by("due_on", "pk")

    def answered(self) -> "HealthDataQuerySet":
        """Those that wait for nothing, the latest first."""
        done = [HealthDataRequest.State.ANSWERED, HealthDataRequest.State.CLOSED]
        return self.filter(state__in=done).order_by("-answered_at", "-pk")


class HealthDataRequest(models.Model):
    """One request, made for the email address that it names.

        unconfirmed --the link in a mail--> open --answer--> answered --appeal--> appealed --answer--> closed

    Nothing happens for a request whose address nobody confirmed: a stranger could have typed it. `due_on` is
    45 days after the request was received, or after the appeal was.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", "Tell me whether you hold health data about me, and send me a copy"
        RECIPIENTS = "recipients", "Tell me with whom my health data was shared"
        WITHDRAW = "withdraw", "I withdraw my consent"
        DELETE = "delete", "Delete my health data"

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Waiting for the address to be confirmed"
        OPEN = "open", "To answer"
        ANSWERED = "answered", "Answered"
        APPEALED = "appealed", "Appeal to answer"
        CLOSED = "closed", "Appeal answered"

    class Outcome(models.TextChoices):
        DONE = "done", "Done as asked"
        PARTLY = "partly", "Done in part"
        NOTHING = "nothing", "We hold nothing for this address"
        REFUSED = "refused", "Refused"

    kind = models.CharField(max_length=10, choices=Kind)
    words = models.TextField(max_length=MAX_WORDS, blank=True)
    email = models.EmailField()
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(max_length=MAX_WORDS, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    appeal = models.TextField(max_length=MAX_WORDS, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    first_answer = models.TextField(
        max_length=MAX_WORDS,
        blank=True,
        help_text="What the appeal is against; `answer` is the one to the appeal.",
    )
    first_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = HealthDataQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state__in=["open", "appealed"]),
                name="health_request_to_answer",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["access", "recipients", "withdraw", "delete"]),
                name="health_request_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "open", "answered", "appealed", "closed"]),
                name="health_request_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "done", "partly", "nothing", "refused"]),
                name="health_request_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"])
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(outcome=""),
                name="health_request_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["appealed", "closed"]) | Q(appealed_at__isnull=False) & ~Q(appeal=""),
                name="health_request_appeal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Health data request {self.pk}: {self.kind}, {self.state}"

    def days_left(self, today: date | None = None) -> int:
        """Days until the answer is due; negative once it is late."""
        return (self.due_on - (today or timezone.localdate())).days


def due_after(day: date) -> date:
    """The last day for an answer to what was received on `day`."""
    return day + timedelta(days=DAYS_TO_ANSWER)
