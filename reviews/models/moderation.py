"""Moderation: the log of decisions, holds, appeals, readers' reports and takedown notices."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from providers.models import Location
from reviews.models.append_only import AppendOnly
from reviews.models.review import Review


class Subject(models.TextChoices):
    """What a moderator decides on."""

    REVIEW = "review", "Review"
    REPLY = "reply", "Reply of a clinic"
    APPEAL = "appeal", "Appeal"
    REPORT = "report", "Report by a reader"
    TAKEDOWN = "takedown", "Takedown notice"


class Reason(models.TextChoices):
    """The closed list of reasons, the same for every review regardless of its score (16 CFR 465)."""

    PERSONAL_DATA = "personal-data", "Personal data of somebody"
    ABUSE = "abuse", "Abuse"
    DISCRIMINATION = "discrimination", "Discrimination"
    FALSE = "false", "Clearly false"
    FAKE = "fake", "Suspected fake"
    UNRELATED = "unrelated", "Unrelated to care at this place"
    NO_CHANGE = "no-change", "The change we asked for was not made within 30 days"
    COURT_ORDER = "court-order", "A court ordered it"


class ReplyReason(models.TextChoices):
    """Why a reply of a clinic is declined."""

    PATIENT = "patient", "Confirms that somebody was a patient"
    PERSONAL_DATA = "personal-data", "Personal data of somebody"
    ABUSE = "abuse", "Abuse"
    DISCRIMINATION = "discrimination", "Discrimination"
    UNRELATED = "unrelated", "Unrelated to the review"


REASONS = sorted({*Reason.values, *ReplyReason.values})


class Decision(models.Model):
    """One decision, stored permanently: a trigger refuses UPDATE, DELETE and TRUNCATE to every role.

    It refers to other rows by number only, so that they can be deleted. It contains nothing that an author
    wrote.
    """

    class Action(models.TextChoices):
        SCHEDULE = "schedule", "Approved, to become public in ten minutes"
        TAKE_BACK = "take-back", "Approval taken back"
        APPROVE = "approve", "Published"
        DECLINE = "decline", "Declined"
        ASK_CHANGE = "ask-change", "Asked for a change"
        ASK_DOCUMENT = "ask-document", "Asked for a document"
        LAPSE = "lapse", "Declined, as the change was not made"
        REMOVE = "remove", "Taken off"
        REINSTATE = "reinstate", "Put back on"
        UPHOLD = "uphold", "Left as it was"
        KEEP = "keep", "Kept"
        LABEL = "label", "Labelled while it is examined"
        DISMISS = "dismiss", "Set aside"
        APPEAL = "appeal", "Appeal received"

    made_at = models.DateTimeField(db_default=Now(), editable=False)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        help_text="Empty: the site itself, as when a change was not made in time.",
    )
    subject = models.CharField(max_length=10, choices=Subject)
    subject_id = models.BigIntegerField()
    review = models.ForeignKey(
        Review,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="decisions",
        help_text="The review that it is about.",
    )
    location = models.ForeignKey(Location, models.DO_NOTHING, db_constraint=False, related_name="+")
    action = models.CharField(max_length=12, choices=Action)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(
        max_length=1000, blank=True, help_text="Told to the person whom the decision concerns."
    )
    stars = models.PositiveSmallIntegerField(
        help_text="Of the review, for the ledger. Moderators don't see it before they decide."
    )
    received_on = models.DateField(help_text="The day the review was confirmed.")
    hours_waited = models.PositiveIntegerField(
        null=True, help_text="From then to this decision. Empty in lines of before it was recorded."
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="decision_subject"),
            models.Index(fields=["received_on"], name="decision_received"),
            models.Index(fields=["-made_at", "-id"], name="decision_made"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="decision_subject_is_known"),
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="decision_stars_are_1_to_5"),
            models.CheckConstraint(condition=Q(reason__in=["", *REASONS]), name="decision_reason_is_listed"),
            models.CheckConstraint(
                condition=~Q(action__in=["decline", "ask-change", "lapse", "remove"]) | ~Q(reason=""),
                name="decision_against_has_a_reason",
            ),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {self.action}"

    @property
    def reason_label(self) -> str:
        """The reason in words; empty if there is none."""
        kinds = ReplyReason if self.subject == Subject.REPLY else Reason
        return str(kinds(self.reason).label) if self.reason else ""


class ModerationHold(models.Model):
    """Marks an item as open at one moderator, so that no other works on it."""

    pk = models.CompositePrimaryKey("subject", "subject_id")
    subject = models.CharField(max_length=10, choices=Subject)
    subject_id = models.BigIntegerField()
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id} until {self.until:%H:%M}"


# On a site with one moderator, an appeal waits this long for an admin before the same person may decide it.
ALONE_AFTER = timedelta(hours=72)


class Appeal(models.Model):
    """An author's appeal against a decision: one per review, decided by another moderator.

    On a site with one moderator, an admin decides or, 72 hours later, the same person; the answer says so.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"

    review = models.OneToOneField(Review, models.CASCADE, related_name="appeal")
    text = models.TextField(max_length=2000)
    email = models.EmailField(blank=True, help_text="For the answer; empty afterwards.")
    against = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who made the decision; somebody else decides the appeal, if there is anybody else.",
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    is_by_same_person = models.BooleanField(
        default=False, help_text="Reviewed again by the same person, because this site has one moderator."
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "granted", "refused"]), name="appeal_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(against=None)
                | ~Q(decided_by=models.F("against"))
                | Q(is_by_same_person=True, decided_at__gte=models.F("created_at") + ALONE_AFTER),
                name="appeal_goes_to_another_moderator",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | ~Q(state="open") & Q(decided_at__isnull=False, email=""),
                name="appeal_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal for review {self.review_id}: {self.state}"


class ReaderReport(models.Model):
    """A reader's report of a published review."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        UPHELD = "upheld", "The review was taken off"
        DISMISSED = "dismissed", "The review stayed"

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=20, choices=Reason)
    text = models.TextField(max_length=1000, blank=True)
    visitor_key = models.CharField(max_length=32, blank=True, help_text="Of the day it was sent.")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "upheld", "dismissed"]), name="reader_report_state_is_known"
            ),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="reader_report_reason_listed"),
            models.UniqueConstraint(
                fields=["review", "visitor_key"],
                condition=Q(state="open") & ~Q(visitor_key=""),
                name="reader_report_once_per_visitor",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state="open"), name="reader_report_open")]

    def __str__(self) -> str:
        return f"Report of review {self.review_id}: {self.reason}"


class Takedown(models.Model):
    """A legal notice against a published review: it is labeled, the author may answer, and we decide.

    Court orders are followed.
    """

    class Kind(models.TextChoices):
        FALSE = "false", "A statement of fact that is false and does harm"
        PRIVACY = "privacy", "It reveals somebody's private affairs"
        COPYRIGHT = "copyright", "It copies a protected text"
        COURT_ORDER = "court-order", "A court ordered it"

    class State(models.TextChoices):
        RECEIVED = "received", "Notice received"
        LABELLED = "labelled", "Readers are told; the author may answer"
        ANSWERED = "answered", "The author has answered"
        KEPT = "kept", "The review stays"
        REMOVED = "removed", "The review was taken off"

    review = models.ForeignKey(Review, models.CASCADE, related_name="takedowns")
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=150, help_text="Who sent the notice.")
    email = models.EmailField()
    statement = models.TextField(max_length=5000)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    answer = models.TextField("author's answer", max_length=5000, blank=True)
    answer_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["received", "labelled", "answered", "kept", "removed"]),
                name="takedown_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["false", "privacy", "copyright", "court-order"]),
                name="takedown_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["kept", "removed"]) | Q(decided_at__isnull=False),
                name="takedown_is_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="labelled") | Q(answer_until__isnull=False),
                name="takedown_label_gives_time_to_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=["received", "labelled", "answered"]),
                name="takedown_open",
            )
        ]

    def __str__(self) -> str:
        return f"Takedown notice for review {self.review_id}: {self.state}"


OPEN_NOTICES = (Takedown.State.RECEIVED, Takedown.State.LABELLED, Takedown.State.ANSWERED)
