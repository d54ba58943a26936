"""A location: one address of a practice, the unit that patients search and that has a page."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from places.text import words as folded_words
from providers.models.column_types import CurrentTransactionId, TransactionIdField
from providers.models.practice import Clinician, Practice
from providers.models.triggers import (
    gathers_from_parts,
    notes_removal,
    stamps_transaction,
    touches_location,
)
from providers.models.vocabulary import Term


def location_slug(name: str, city: str) -> str:
    """The readable part of a location's address: "lakeview-tms-chicago". A city in the name isn't
    repeated."""
    text = name if city.lower() in name.lower() else f"{name} {city}"
    return "-".join([word for word in folded_words(text) if word.isascii()])[:80].strip("-") or "provider"


class LocationQuerySet(models.QuerySet["Location"]):
    def published(self) -> "LocationQuerySet":
        """The locations in search: open to the public and not closed."""
        return self.filter(status=Location.Status.PUBLISHED)

    def with_page(self) -> "LocationQuerySet":
        """The locations that have a page. A closed one says so there, so that old links help."""
        return self.filter(status__in=Location.STATUSES_WITH_PAGE)

    def confirmed_since(self, day: date) -> "LocationQuerySet":
        return self.filter(confirmed_on__gte=day)


class Location(models.Model):
    """One address of a practice. On pages it is called a provider.

    Triggers keep `changed_in`, `confirmed_on` and `card_facts` (providers/models/triggers.py); one empties
    `doubted_at` (listings/models/upkeep.py). The reviews app keeps `rating_average` and `rating_count`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        CLOSED = "closed", "Closed"
        # Rows are not deleted, so that every process learns about it from changed_in.
        REMOVED = "removed", "Removed"

    STATUSES_WITH_PAGE = (Status.PUBLISHED, Status.CLOSED)

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="locations")
    name = models.CharField(
        max_length=200, help_text="What the place is called, with its area if there are several."
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    closed_on = models.DateField(null=True, blank=True)

    street = models.CharField(max_length=200, blank=True)
    street_detail = models.CharField("suite or floor", max_length=100, blank=True)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=2, help_text="Two-letter code.")
    postal_code = models.CharField("ZIP", max_length=5)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_approximate = models.BooleanField(
        default=False, help_text="The point is that of the ZIP or city, not of the building."
    )
    time_zone = models.CharField(max_length=40, help_text="IANA name, such as America/Chicago.")

    phone = models.CharField(max_length=16, blank=True, help_text="E.164, such as +13125550123.")
    phone_extension = models.CharField(max_length=8, blank=True)
    website = models.URLField(
        max_length=300, blank=True, help_text="This location's own, if it has one besides the practice's."
    )
    email = models.EmailField(blank=True)

    about = models.TextField(max_length=2000, blank=True)
    accepting_new_patients = models.BooleanField(null=True, blank=True, help_text="Empty: not known.")
    wait_weeks = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Weeks until a first visit, as the clinic says."
    )
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)

    terms = models.ManyToManyField(Term, through="LocationTerm", related_name="locations")
    clinicians = models.ManyToManyField(Clinician, through="LocationClinician", related_name="locations")

    rating_average = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    rating_count = models.PositiveIntegerField(db_default=0, default=0)
    confirmed_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The day of the least recently confirmed section; empty while one was never confirmed.",
    )
    doubted_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When a third person reported that it is closed or its number wrong; empty once its "
        "contact section is confirmed again. See listings/reports/doubt.py.",
    )
    card_facts = models.TextField(
        db_default=";;;;;",  # nothing known: for rows written while the trigger is off
        editable=False,
        help_text="Its terms, programs, payers in network, hours, and who confirmed it, so that a page of "
        "results reads one row a card. See providers/models/card_facts.py.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_in = TransactionIdField(db_default=CurrentTransactionId(), editable=False)

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["changed_in"], name="location_changed_in"),
            models.Index(fields=["state", "city"], name="location_area"),
            # Is a new number that of another practice? See listings/editor/suspicion.py.
            models.Index(fields=["phone"], name="location_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published")
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(phone="")),
                name="location_published_has_point_and_phone",
                violation_error_message="A published location needs a point on the map and a phone number.",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None) & Q(longitude=None)
                | Q(latitude__range=(-90, 90)) & Q(longitude__range=(-180, 180)),
                name="location_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"), name="location_phone_is_e164"
            ),
            models.CheckConstraint(
                condition=Q(postal_code__regex=r"^[0-9]{5}$"), name="location_zip_is_5_digits"
            ),
            models.CheckConstraint(condition=Q(state__regex=r"^[A-Z]{2}$"), name="location_state_is_a_code"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "closed", "removed"]),
                name="location_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(age_min__lte=F("age_max")) | Q(age_min=None) | Q(age_max=None),
                name="location_ages_in_order",
                violation_error_message="The youngest age must not be above the oldest.",
            ),
            models.CheckConstraint(
                condition=Q(rating_average=None, rating_count=0)
                | Q(rating_average__range=(1, 5), rating_count__gt=0),
                name="location_rating_goes_with_count",
            ),
        ]
        triggers = [stamps_transaction(), gathers_from_parts(), notes_removal()]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("location", kwargs={"location_id": self.pk, "slug": self.slug})

    @property
    def has_page(self) -> bool:
        """Whether its address answers: see `with_page`."""
        return self.status in self.STATUSES_WITH_PAGE

    @property
    def slug(self) -> str:
        """The readable part of the address; the id before it is what identifies the page."""
        return location_slug(self.name, self.city)


class LocationTerm(models.Model):
    """A term that a location offers, speaks, treats, ... Payers have their own table: PayerNetwork."""

    location = models.ForeignKey(Location, models.CASCADE, db_index=False)
    term = models.ForeignKey(Term, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["location", "term"], name="location_term_is_unique")]
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.location_id}: {self.term_id}"


class LocationClinician(models.Model):
    """A clinician who works at a location."""

    location = models.ForeignKey(Location, models.CASCADE, db_index=False)
    clinician = models.ForeignKey(Clinician, models.CASCADE)
    role = models.CharField(max_length=80, blank=True, help_text='Such as "Psychiatrist" or "OCD therapist".')

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "clinician"], name="location_clinician_is_unique")
        ]
        triggers = touches_location()

    def __str__(self) -> str:
        return f"{self.location_id}: {self.clinician_id}"


class WeekMinutes(models.Func):
    """`week_minutes(weekday, opens, closes)`: minutes from Monday 00:00 as an int4range.

    The SQL function is made by the initial migration.
    """

    function = "week_minutes"
    output_field = models.Field()


class OpeningHours(models.Model):
    """A span of a weekday when a location is open, in its own time zone. A lunch break makes two spans."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0
        TUESDAY = 1
        WEDNESDAY = 2
        THURSDAY = 3
        FRIDAY = 4
        SATURDAY = 5
        SUNDAY = 6

    location = models.ForeignKey(Location, models.CASCADE, related_name="hours", db_index=False)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="hours_weekday_is_known"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")),
                name="hours_open_before_close",
                violation_error_message="Opening must be before closing.",
            ),
            ExclusionConstraint(
                name="hours_do_not_overlap",
                expressions=[
                    ("location", RangeOperators.EQUAL),
                    (WeekMinutes("weekday", "opens", "closes"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="These hours overlap with others of the same day.",
            ),
        ]
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}-{self.closes:%H:%M}"
