"""Reviews of locations."""

import secrets

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from providers.models import Location
from reviews.models.codes import VisitCode
from reviews.models.questions import Answer, Question

MIN_CHARACTERS = 50
MAX_CHARACTERS = 5_000
# Treatments of one person at one place count as one course if less than half a year lies between them.
MONTHS_OF_A_COURSE = 6


class State(models.TextChoices):
    """The state of a review. The transitions are in reviews/states.py."""

    UNCONFIRMED = "unconfirmed", "Waiting for the author to confirm the address"
    WAITING = "waiting", "Waiting for a moderator"
    CHANGE_ASKED = "change-asked", "The author was asked for a change or a document"
    APPROVED = "approved", "Approved; not public yet"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Declined"
    REMOVED = "removed", "Taken off after publication"
    WITHDRAWN = "withdrawn", "Deleted by the author"
    REPLACED = "replaced", "Replaced by a later one of the same author"


# Confirmed, and not published or declined. What is approved is still nobody's to see, its author included.
PENDING = (State.WAITING, State.CHANGE_ASKED, State.APPROVED)
# States in which the text is gone: the author deleted it or wrote another one.
EMPTIED = (State.WITHDRAWN, State.REPLACED)
# States in which a code can no longer be redeemed: it was, or the text is gone.
CODE_IS_SETTLED = (State.PUBLISHED, State.REMOVED, *EMPTIED)

PUBLIC_ID_BITS = 52  # so that any language reads it exactly


class ProofLevel(models.TextChoices):
    """How the visit was checked. A review shows the label, never a bare "verified"."""

    CODE = "A", "Visit confirmed by clinic code"
    DOCUMENT = "B", "Visit document checked, then deleted"
    EMAIL = "C", "Email confirmed; visit not checked"


class DocumentKind(models.TextChoices):
    LETTER = "letter", "Appointment letter"
    RECEIPT = "receipt", "Receipt"
    BENEFITS = "eob", "Explanation of benefits (EOB) from an insurer"


class Service(models.TextChoices):
    TMS = "tms", "TMS"
    THERAPY = "therapy", "Therapy"
    BOTH = "both", "TMS and therapy"


class Relationship(models.TextChoices):
    """How the author knows the place. Only patients may write; others are turned away kindly."""

    PATIENT = "patient", "I was or am a patient there"
    FAMILY = "family", "I am family or a friend of a patient, or of someone who works there"
    STAFF = "staff", "I work there, worked there, or own it"
    COMPETITOR = "competitor", "I work for, or own, another place that offers such care"


class CourseMonths(Func):
    """The months of a review's course of treatment, counted from year 0, as an int4range."""

    function = "int4range"
    output_field = IntegerRangeField()


def course_months() -> CourseMonths:
    first = F("care_year") * 12 + F("care_month")
    return CourseMonths(first, first + MONTHS_OF_A_COURSE)


def random_public_id() -> int:
    return secrets.randbits(PUBLIC_ID_BITS)


def no_answers() -> list[int]:
    return [Answer.NOT_ANSWERED] * len(Question)


def text_is_of_length() -> Q:
    return Q(GreaterThanOrEqual(Length("text"), MIN_CHARACTERS)) & Q(
        LessThanOrEqual(Length("text"), MAX_CHARACTERS)
    )


class ReviewQuerySet(models.QuerySet["Review"]):
    def published(self) -> "ReviewQuerySet":
        return self.filter(state=State.PUBLISHED)

    def pending(self) -> "ReviewQuerySet":
        """Confirmed, but not decided yet."""
        return self.filter(state__in=PENDING)

    def live(self) -> "ReviewQuerySet":
        """The reviews that an author can still edit or delete."""
        return self.filter(state__in=[State.PUBLISHED, *PENDING])

    def by(self, email_hash: str) -> "ReviewQuerySet":
        return self.filter(email_hash=email_hash).exclude(email_hash="")


class Review(models.Model):
    """One submission.

    An edit is another row, which `replaces` the published one once it is published itself. So readers see the
    old text until a moderator has decided on the new one. `email` is kept only until the decision;
    afterwards, `email_hash` finds the author's review.
    """

    public_id = models.BigIntegerField(
        unique=True,
        default=random_public_id,
        editable=False,
        help_text="For addresses and pages outside of moderation: a number that counts up would tell how "
        "many reviews were sent, and when.",
    )
    location = models.ForeignKey(Location, models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later",
        help_text="The review that this one replaces when it is published.",
    )

    overall = models.PositiveSmallIntegerField(help_text="1 to 5.")
    answers = ArrayField(
        models.PositiveSmallIntegerField(choices=Answer),
        default=no_answers,
        help_text="In order of Question.",
    )
    would_choose_again = models.BooleanField(null=True, blank=True)
    text = models.TextField(max_length=MAX_CHARACTERS, help_text="As typed, never markup.")
    care_month = models.PositiveSmallIntegerField(help_text="1 to 12.")
    care_year = models.PositiveSmallIntegerField()
    service = models.CharField(max_length=10, choices=Service)
    relationship = models.CharField(max_length=10, choices=Relationship, default=Relationship.PATIENT)

    proof_level = models.CharField(max_length=1, choices=ProofLevel, default=ProofLevel.EMAIL)
    code = models.ForeignKey(
        VisitCode,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Until it is published. Then the code is redeemed, and nothing links to it.",
    )
    code_key = models.CharField(
        max_length=32,
        blank=True,
        help_text="Finds other reviews with the same code, until that expires (reviews/proof/redeeming.py).",
    )
    document_kind = models.CharField(
        max_length=10, choices=DocumentKind, blank=True, help_text="Of the document that was sent, if any."
    )
    proof_checked_on = models.DateField(null=True, blank=True, help_text="The day a document was accepted.")
    document_shows_visit = models.BooleanField(
        default=False, help_text="A moderator said so when approving; the label says so once it is public."
    )

    email = models.EmailField(blank=True, help_text="Empty after the decision.")
    email_hash = models.CharField(max_length=64, blank=True, help_text="See reviews/authors.py.")
    visitor_key = models.CharField(
        max_length=32, blank=True, help_text="For the day it was sent (accounts/visitor.py). Only for hints."
    )
    networks = ArrayField(
        models.CharField(max_length=32),
        default=list,
        blank=True,
        help_text="Keyed hashes of the networks it was sent and confirmed from. Only for hints, for 30 days.",
    )
    sent_by_team = models.BooleanField(
        default=False, help_text="From a browser that somebody on the practice's team had signed in with."
    )
    fingerprint = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="See reviews/fingerprint.py."
    )
    link_serial = models.PositiveIntegerField(
        default=0, help_text="Incremented with each edit, so that a used link no longer works."
    )

    consented_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When the author agreed to publish this text; empty for reviews from before that was "
        "asked.",
    )
    consent_wording = models.CharField(
        max_length=10, blank=True, editable=False, help_text="What the author agreed to: writing/consent.py."
    )

    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, help_text="Of the last decision.")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    public_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When an approved review becomes public; until then a moderator can take that back.",
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="When the author's first text of this course was published."
    )
    updated_at = models.DateTimeField(
        null=True, blank=True, help_text="When this text replaced an earlier one."
    )
    disputed_at = models.DateTimeField(
        null=True, blank=True, help_text="While a takedown notice is open: readers are told."
    )
    helpful_count = models.PositiveIntegerField(default=0, db_default=0)

    search = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["location", "-published_at", "-id"],
                condition=Q(state="published"),
                name="review_published",
            ),
            models.Index(
                fields=["confirmed_at", "id"],
                condition=Q(state__in=["waiting", "change-asked", "approved"]),
                name="review_pending",
            ),
            models.Index(fields=["public_at"], condition=Q(state="approved"), name="review_approved"),
            models.Index(fields=["created_at"], condition=Q(state="unconfirmed"), name="review_unconfirmed"),
            models.Index(
                fields=["email_hash", "location"], condition=~Q(email_hash=""), name="review_author"
            ),
            models.Index(fields=["visitor_key"], condition=~Q(visitor_key=""), name="review_visitor"),
            models.Index(fields=["code_key"], condition=~Q(code_key=""), name="review_code_key"),
            GinIndex(fields=["networks"], name="review_networks"),
            GinIndex(fields=["fingerprint"], name="review_fingerprint"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="review_state_is_known"),
            models.CheckConstraint(condition=Q(overall__range=(1, 5)), name="review_overall_is_1_to_5"),
            models.CheckConstraint(
                condition=Q(answers__len=len(Question)) & Q(answers__contained_by=Answer.values),
                name="review_answers_are_twelve",
            ),
            models.CheckConstraint(condition=Q(care_month__range=(1, 12)), name="review_month_is_known"),
            models.CheckConstraint(
                condition=Q(care_year__range=(1985, 2100)),  # TMS was first shown in 1985
                name="review_year_is_likely",
            ),
            models.CheckConstraint(condition=Q(service__in=Service.values), name="review_service_is_known"),
            models.CheckConstraint(
                condition=Q(relationship=Relationship.PATIENT),
                name="review_is_by_a_patient",
                violation_error_message="Only patients can write a review.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EMPTIED, text="") | (~Q(state__in=EMPTIED) & text_is_of_length()),
                name="review_text_length",
            ),
            models.CheckConstraint(
                condition=Q(proof_level__in=ProofLevel.values), name="review_proof_is_known"
            ),
            models.CheckConstraint(
                condition=Q(proof_level="B", proof_checked_on__isnull=False) & ~Q(document_kind="")
                | ~Q(proof_level="B") & Q(proof_checked_on=None),
                name="review_document_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(code=None) | ~Q(state__in=CODE_IS_SETTLED), name="review_code_is_forgotten"
            ),
            models.CheckConstraint(
                condition=Q(state="unconfirmed") | Q(confirmed_at__isnull=False) | Q(state="withdrawn"),
                name="review_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(email="") | Q(state__in=["unconfirmed", "waiting", "change-asked", "approved"]),
                name="review_address_is_forgotten",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="review_published_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(consented_at=None, consent_wording="")
                | Q(consented_at__isnull=False) & ~Q(consent_wording=""),
                name="review_consent_has_its_wording",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(public_at__isnull=False),
                name="review_approved_has_its_time",
            ),
            # One review per person, location and course of treatment: one that is read, and one that waits.
            ExclusionConstraint(
                name="review_published_once_per_course",
                expressions=[
                    ("location", RangeOperators.EQUAL),
                    ("email_hash", RangeOperators.EQUAL),
                    (course_months(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="published") & ~Q(email_hash=""),
            ),
            ExclusionConstraint(
                name="review_waits_once_per_course",
                expressions=[
                    ("location", RangeOperators.EQUAL),
                    ("email_hash", RangeOperators.EQUAL),
                    (course_months(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["waiting", "change-asked", "approved"]) & ~Q(email_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.pk} of location {self.location_id}: {self.state}"

    def answer(self, question: Question) -> Answer:
        return Answer(self.answers[question])
