"""Readers' answers to "Was this useful?": counts and nothing else."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from content.models.guide import Guide


class UsefulCountQuerySet(models.QuerySet["UsefulCount"]):
    def add(self, guide: Guide, *, day: date, useful: bool) -> None:
        """Count one answer. The database adds, so two at the same moment both count."""
        column = "useful" if useful else "not_useful"
        self.get_or_create(guide=guide, day=day)
        self.filter(guide=guide, day=day).update(**{column: F(column) + 1})


class UsefulCount(models.Model):
    """How many readers of a guide said on one day that it was useful, and how many that it wasn't.

    No row is about one reader: no time of day, no address, no cookie (domain rules, "Privacy").
    """

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="useful_counts")
    day = models.DateField()
    useful = models.PositiveIntegerField(default=0)
    not_useful = models.PositiveIntegerField(default=0)

    objects = UsefulCountQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "day"], name="useful_count_is_one_a_day"),
            models.CheckConstraint(
                condition=Q(useful__gte=0) & Q(not_useful__gte=0), name="useful_count_is_a_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide}, {self.day}: {self.useful} of {self.useful + self.not_useful}"
