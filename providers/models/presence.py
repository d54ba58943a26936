"""What a location's page shows that isn't searched: photos, and days when the location is closed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from providers.models.location import Location
from providers.models.triggers import touches_location


class Photo(models.Model):
    """A photo of the place, re-encoded from the upload in three sizes, without a camera's metadata.

    The files are `<key>-<width>.jpg` in MEDIA_ROOT/photos. The key is random, so nobody can guess the address
    of one that isn't shown.
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
    """Days when a location is closed although its opening hours say open, such as holidays."""

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
        triggers = touches_location(is_on_cards=True)

    def __str__(self) -> str:
        return f"{self.location_id}: {self.first_day} to {self.last_day}"
