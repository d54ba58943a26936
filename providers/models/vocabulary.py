"""The controlled vocabularies that describe listings, and which devices are cleared for what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from providers.models.column_types import CurrentTransactionId, TransactionIdField
from providers.models.triggers import stamps_transaction


class Vocabulary(models.TextChoices):
    """The kinds of Term. The value is the name in the data file, in addresses and in the database."""

    CONDITION = "condition", "Conditions"
    THERAPY = "therapy", "Therapies"
    PROTOCOL = "protocol", "TMS protocols"
    DEVICE = "device", "TMS devices"
    PAYER = "payer", "Insurance"
    AGE_GROUP = "age_group", "Ages"
    LANGUAGE = "language", "Languages"
    ACCESSIBILITY = "accessibility", "Accessibility"
    TELEHEALTH = "telehealth", "Telehealth"
    PAYMENT = "payment", "Ways to pay"
    SCHEDULE = "schedule", "Hours for working people"
    CREDENTIAL = "credential", "Credentials"
    TIMING = "timing", "Timing of therapy"
    DELIVERY = "delivery", "Where therapy takes place"


# The values of these are choices in the code, so their terms can be renamed but not added, merged or retired.
FIXED_VOCABULARIES = (Vocabulary.CREDENTIAL, Vocabulary.TIMING, Vocabulary.DELIVERY)


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: Vocabulary) -> "TermQuerySet":
        return self.filter(vocabulary=vocabulary)


class Term(models.Model):
    """One entry of a vocabulary, such as `condition` / `ocd`.

    A retired one is no longer offered; listings keep it until they are saved again. One that was merged into
    another has no listing, and its address leads to the other.
    """

    vocabulary = models.CharField(max_length=20, choices=Vocabulary)
    slug = models.SlugField(max_length=40, db_index=False)
    label = models.CharField(max_length=80)
    explanation = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(help_text="Order within the vocabulary, from 0.")
    other_names = ArrayField(
        models.CharField(max_length=80),
        default=list,
        db_default=[],
        blank=True,
        help_text="Synonyms and names of plans that mean this term.",
    )
    is_retired = models.BooleanField(default=False, db_default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    is_customized = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Label or explanation were changed on this site, so load_vocabulary leaves them alone.",
    )
    changed_in = TransactionIdField(db_default=CurrentTransactionId(), editable=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["vocabulary", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug"], name="term_is_unique"),
            models.CheckConstraint(
                condition=Q(vocabulary__in=Vocabulary.values), name="term_vocabulary_is_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_retired=True) & ~Q(merged_into=F("id")),
                name="term_merged_is_retired",
            ),
            # For foreign keys of tables that accept only terms of one vocabulary.
            models.UniqueConstraint(fields=["id", "vocabulary"], name="term_id_with_vocabulary"),
        ]
        triggers = [stamps_transaction()]

    def __str__(self) -> str:
        return self.label


def vocabulary_column(vocabulary: Vocabulary) -> models.GeneratedField:
    """A constant column, which lets a foreign key to (id, vocabulary) accept only terms of one vocabulary."""
    return models.GeneratedField(
        expression=models.Value(vocabulary.value),
        output_field=models.CharField(max_length=20),
        db_persist=True,
    )


class ClearanceStatus(models.TextChoices):
    """How the FDA cleared a device for a condition. "Approved" is a different process and never correct
    here."""

    CLEARED = "cleared", "FDA-cleared"
    DE_NOVO = "de-novo", "FDA-cleared (De Novo)"


class Clearance(models.Model):
    """One fact: this device is cleared for this condition at these ages, with its source and date.

    It is separate from what a clinic says it offers. `is_verified` is false if the fact is widely known but
    was not found in a source. `note` is for the staff: why the row is as it is.
    """

    device = models.ForeignKey(Term, models.PROTECT, related_name="clearances_as_device")
    condition = models.ForeignKey(Term, models.PROTECT, related_name="clearances_as_condition")
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    for_adults = models.BooleanField(default=False, help_text="The record says adults, and names no ages.")
    is_adjunct = models.BooleanField("alongside other treatment", default=False)
    use = models.CharField(max_length=80, blank=True, help_text='Such as "as a short-term aid".')
    status = models.CharField(max_length=10, choices=ClearanceStatus)
    decision_date = models.CharField(
        max_length=10, blank=True, help_text="2020, 2020-08 or 2020-08-17: as much as is known."
    )
    number = models.CharField(
        "FDA number", max_length=10, blank=True, help_text="Such as K222171 or DEN170078."
    )
    protocol = models.CharField("protocol or coil", max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="For the staff; readers don't see it.")
    source_url = models.URLField(max_length=300, blank=True)
    is_verified = models.BooleanField()
    checked_on = models.DateField()
    device_vocabulary = vocabulary_column(Vocabulary.DEVICE)
    condition_vocabulary = vocabulary_column(Vocabulary.CONDITION)

    class Meta:
        ordering = ["condition", "decision_date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__lte=F("age_max")) | Q(age_min=None) | Q(age_max=None),
                name="clearance_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ClearanceStatus.values), name="clearance_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decision_date="")
                | Q(decision_date__regex=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
                name="clearance_date_is_a_date",
            ),
            models.UniqueConstraint(
                fields=["device", "condition", "decision_date", "number"],
                name="clearance_is_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.device} for {self.condition} ({self.number or self.decision_date or 'no number'})"
