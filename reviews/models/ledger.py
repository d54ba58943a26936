"""The public ledger: sums of the log up to a month's end. reviews/ledger/closing.py makes them.

Pages read nothing else, so nothing public moves between two closes. Every row can be made again from the log.
"""

from django.db import models
from django.db.models import Q

from reviews.models.moderation import Reason


class LedgerClose(models.Model):
    """That all months before `until` are in the ledger."""

    until = models.DateField(primary_key=True, help_text="The first day of the month that goes on.")
    waiting = models.PositiveIntegerField(help_text="How many reviews waited then, rounded down to fives.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__day=1), name="ledger_closes_with_a_month"),
        ]

    def __str__(self) -> str:
        return f"Until {self.until}"


class LedgerSum(models.Model):
    """Decisions on the reviews received in one month, with so many stars.

    `stars` is 0 for declined reviews whose stars stay unknown, because an appeal may still be decided.
    """

    month = models.DateField(help_text="Its first day.")
    stars = models.PositiveSmallIntegerField()
    is_demo = models.BooleanField(help_text="Shown only as long as there is a demo.")
    published = models.PositiveIntegerField()
    declined = models.PositiveIntegerField()
    appealed = models.PositiveIntegerField()
    overturned = models.PositiveIntegerField()

    class Meta:
        ordering = ["-month", "stars", "is_demo"]
        constraints = [
            models.UniqueConstraint(fields=["month", "stars", "is_demo"], name="ledger_sum_is_unique"),
            models.CheckConstraint(condition=Q(stars__range=(0, 5)), name="ledger_stars_are_0_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}, {self.stars} stars"


class LedgerReason(models.Model):
    """How many of them were declined for a reason."""

    month = models.DateField()
    stars = models.PositiveSmallIntegerField()
    is_demo = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason)
    declined = models.PositiveIntegerField()

    class Meta:
        ordering = ["-month", "reason", "stars", "is_demo"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "stars", "is_demo", "reason"], name="ledger_reason_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}, {self.stars} stars: {self.reason}"


class LedgerMedian(models.Model):
    """How long half of the reviews received in a month waited at most."""

    month = models.DateField()
    is_demo = models.BooleanField()
    hours = models.FloatField()

    class Meta:
        ordering = ["-month", "is_demo"]
        constraints = [
            models.UniqueConstraint(fields=["month", "is_demo"], name="ledger_median_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.hours:.1f} hours"
