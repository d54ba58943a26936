"""What a location attests about insurance and about therapy combined with TMS."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from providers.models.location import Location
from providers.models.practice import Credential
from providers.models.triggers import touches_location
from providers.models.vocabulary import Term, Vocabulary, vocabulary_column


class Source(models.TextChoices):
    """Who confirmed or attested a fact."""

    CLINIC = "clinic", "the clinic"
    DIRECTORY = "directory", "us, by phone"
    REGISTRY = "registry", "the national registry"


class PayerNetwork(models.Model):
    """Whether a location is in a payer's network for a service, as of a day. Without a row it isn't known."""

    class Service(models.TextChoices):
        TMS = "tms", "TMS"
        THERAPY = "therapy", "Therapy"

    class Status(models.TextChoices):
        IN_NETWORK = "in-network", "In network"
        OUT_OF_NETWORK = "out-of-network", "Out of network"

    location = models.ForeignKey(Location, models.CASCADE, related_name="payer_networks", db_index=False)
    payer = models.ForeignKey(Term, models.PROTECT, related_name="+", db_index=False)
    service = models.CharField(max_length=10, choices=Service)
    status = models.CharField(max_length=20, choices=Status)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=10, choices=Source, blank=True)
    payer_vocabulary = vocabulary_column(Vocabulary.PAYER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "payer", "service"], name="payer_network_is_unique"),
            models.CheckConstraint(
                condition=Q(service__in=["tms", "therapy"], status__in=["in-network", "out-of-network"]),
                name="payer_network_values_are_known",
            ),
        ]
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.location_id}: {self.payer_id} {self.service} {self.status}"


class Timing(models.TextChoices):
    """When therapy takes place in relation to TMS: slugs of the `timing` vocabulary."""

    DURING_SESSION = "during-session"
    SAME_DAY_BEFORE = "same-day-before"
    SAME_DAY_AFTER = "same-day-after"
    INTERLEAVED = "interleaved"
    SAME_COURSE = "same-course"
    THERAPY_FIRST = "therapy-first"
    TMS_FIRST = "tms-first"
    COORDINATION_ONLY = "coordination-only"
    NONE = "none"


class Delivery(models.TextChoices):
    """Who gives the therapy, and where: slugs of the `delivery` vocabulary."""

    ON_SITE = "on-site"
    PARTNER = "partner"
    REFERRAL_LIST = "referral-list"
    OWN_THERAPIST = "own-therapist"


class CombinedProgram(models.Model):
    """TMS combined with a therapy (for a condition) at a location. Attested by a clinic, never inferred."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="programs", db_index=False)
    therapy = models.ForeignKey(Term, models.PROTECT, related_name="+", db_index=False)
    condition = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    timing = models.CharField(max_length=20, choices=Timing)
    delivery = models.CharField(max_length=20, choices=Delivery)
    partner_name = models.CharField(
        max_length=200, blank=True, help_text="The named practice, for `partner`."
    )
    therapist_credentials = ArrayField(
        models.CharField(max_length=20, choices=Credential), default=list, blank=True
    )
    shared_plan = models.BooleanField(
        null=True, blank=True, help_text="Do both teams work from one written plan? Empty: not known."
    )
    attested_by = models.CharField(max_length=10, choices=Source)
    attested_on = models.DateField()
    therapy_vocabulary = vocabulary_column(Vocabulary.THERAPY)
    condition_vocabulary = vocabulary_column(Vocabulary.CONDITION)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "therapy", "condition", "timing", "delivery"],
                nulls_distinct=False,
                name="program_is_unique",
            ),
            models.CheckConstraint(
                condition=Q(timing__in=Timing.values, delivery__in=Delivery.values),
                name="program_timing_and_delivery_are_known",
            ),
            models.CheckConstraint(
                condition=Q(therapist_credentials__contained_by=list(Credential.values)),
                name="program_credentials_are_known",
            ),
        ]
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.location_id}: {self.therapy_id} {self.timing} {self.delivery}"
