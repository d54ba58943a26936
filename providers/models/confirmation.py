"""Freshness: which section of a listing was confirmed, when and by whom.

The limits follow the 90 days of the No Surprises Act, section 116, as a benchmark (domain rules, "Accuracy").
A listing is as fresh as its least recently confirmed section.
"""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import Q

from providers.models.location import Location
from providers.models.offers import Source
from providers.models.triggers import touches_location

REMINDER_DAYS = 60
UNCONFIRMED_DAYS = 90
HIDDEN_DAYS = 120


class Freshness(StrEnum):
    """How long ago the least recently confirmed section of a listing was confirmed."""

    FRESH = "fresh"  # less than 90 days
    UNCONFIRMED = "unconfirmed"  # 90 days or more: gets the badge
    HIDDEN = "hidden"  # 120 days or more, or never: not in the default results


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """The freshness on `today` of a listing last confirmed on `confirmed_on` (None: never)."""
    if confirmed_on is None or (age := (today - confirmed_on).days) >= HIDDEN_DAYS:
        return Freshness.HIDDEN
    return Freshness.UNCONFIRMED if age >= UNCONFIRMED_DAYS else Freshness.FRESH


class Section(models.TextChoices):
    """The sections of a listing, each of which is confirmed separately."""

    CONTACT = "contact", "Contact"
    SERVICES = "services", "Services"
    INSURANCE = "insurance", "Insurance"
    AVAILABILITY = "availability", "Availability"
    PROGRAMS = "programs", "Programs"


class Confirmation(models.Model):
    """The latest confirmation of one section of one location."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="confirmations", db_index=False)
    section = models.CharField(max_length=20, choices=Section)
    confirmed_on = models.DateField()
    confirmed_by = models.CharField(max_length=10, choices=Source)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "section"], name="confirmation_is_unique"),
            models.CheckConstraint(
                condition=Q(section__in=Section.values, confirmed_by__in=Source.values),
                name="confirmation_values_are_known",
            ),
        ]
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.location_id}: {self.section} on {self.confirmed_on}"
