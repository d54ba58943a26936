"""How often a location's page was viewed and used, by day."""

from django.db import models

from providers.models.location import Location


class DailyCount(models.Model):
    """How often something happened to a listing on one day. Nothing is stored about visitors."""

    class Kind(models.TextChoices):
        VIEW = "view", "Views of the page"
        APPEARANCE = "appearance", "Searches it appeared in"
        CALL = "call", "Calls"
        WEBSITE = "website", "Clicks on the website"

    location = models.ForeignKey(Location, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["location", "day", "kind"], name="daily_count_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.kind} on {self.day}: {self.count}"
