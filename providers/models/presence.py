"""What a location's page shows besides facts for search: pictures, and days on which it is closed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from providers.models.location import Location
from providers.models.triggers import touches_location


class Photo(models.Model):
    """A picture of the place, made anew from the upload in three sizes, without what cameras write in files.

    The files are `<key>-<width>.jpg` under MEDIA_ROOT/photos; the key is random, so nobody can guess one that
    is not shown.
    """

    location = models.ForeignKey(Location, models.CASCADE, related_name="photos")
    key = models.CharField(max_length=32, unique=True)
    alternative_text = models.CharField(
        "what the picture shows", max_length=200, help_text="For people who can't see it."
    )
    width = models.PositiveIntegerField(help_text="Of the largest size, in pixels.")
    height = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(alternative_text=""), name="photo_has_alternative_text"),
        ]
        triggers = touches_location()

    def __str__(self) -> str:
        return self.alternative_text


class Closure(models.Model):
    """Days on which a location is closed though its week says open: a holiday."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="closures")
    first_day = models.DateField()
    last_day = models.DateField()
    label = models.CharField(max_length=80, blank=True, help_text="Such as “Thanksgiving”.")

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="closure_days_in_order",
                violation_error_message="The last day must not be before the first.",
            ),
        ]
        triggers = touches_location()

    def __str__(self) -> str:
        return f"{self.location_id}: {self.first_day} to {self.last_day}"
