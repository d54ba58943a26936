"""What teams have made public that no admin has looked at yet, noted by triggers whoever writes it.

Of practices without a team nothing is noted: those are kept by admins and imports.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from providers.models.location import Location
from providers.models.practice import Practice
from providers.models.presence import Photo
from providers.models.triggers import one_line


class NewItem(models.Model):
    """One thing to look at. `before` and `after` are names, for changes of a name."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", "A place was published for the first time"
        PHOTO = "photo", "A new photo"
        PLACE_NAME = "place-name", "A place has another name"
        PRACTICE_NAME = "practice-name", "A practice has another name"

    class Decision(models.TextChoices):
        FINE = "fine", "Fine"
        TAKEN_OFF = "taken-off", "Taken off the site, or put back"

    kind = models.CharField(max_length=14, choices=Kind)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="new_items")
    location = models.ForeignKey(Location, models.CASCADE, null=True, blank=True, related_name="new_items")
    photo = models.ForeignKey(Photo, models.SET_NULL, null=True, blank=True, related_name="new_items")
    before = models.CharField(max_length=200, blank=True, db_default="")
    after = models.CharField(max_length=200, blank=True, db_default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decision = models.CharField(max_length=10, choices=Decision, blank=True, db_default="", default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(decision=""), name="new_item_waits")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["publication", "photo", "place-name", "practice-name"]),
                name="new_item_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["fine", "taken-off"], decided_at__isnull=False),
                name="new_item_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of practice {self.practice_id}"


HAS_TEAM = "EXISTS (SELECT FROM listings_membership AS member WHERE member.practice_id = {practice})"


def notes(
    name: str, operation: pgtrigger.Operation, condition: pgtrigger.Condition | None, sql: str
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=operation,
        condition=condition,
        func=one_line(f"{sql} RETURN NULL;"),
    )


pgtrigger.register(
    notes(
        "note_publication",
        pgtrigger.Update,
        pgtrigger.Q(old__status="draft", new__status="published"),
        f"""
        INSERT INTO listings_newitem (kind, practice_id, location_id)
        SELECT 'publication', NEW.practice_id, NEW.id
        WHERE {HAS_TEAM.format(practice="NEW.practice_id")}
            AND NOT EXISTS (SELECT FROM listings_newitem WHERE location_id = NEW.id AND kind = 'publication')
            AND NOT EXISTS (
                SELECT FROM listings_locationevent AS event
                WHERE event.pgh_obj_id = NEW.id AND event.status <> 'draft' AND event.pgh_created_at < now()
            );
        """,
    ),
    notes(
        "note_name",
        pgtrigger.Update,
        pgtrigger.Q(old__name__df=pgtrigger.F("new__name"), new__status="published"),
        f"""
        INSERT INTO listings_newitem (kind, practice_id, location_id, before, after)
        SELECT 'place-name', NEW.practice_id, NEW.id, OLD.name, NEW.name
        WHERE {HAS_TEAM.format(practice="NEW.practice_id")};
        """,
    ),
)(Location)
pgtrigger.register(
    notes(
        "note_name",
        pgtrigger.Update,
        pgtrigger.AnyChange("name"),
        f"""
        INSERT INTO listings_newitem (kind, practice_id, before, after)
        SELECT 'practice-name', NEW.id, OLD.name, NEW.name WHERE {HAS_TEAM.format(practice="NEW.id")};
        """,
    )
)(Practice)
pgtrigger.register(
    notes(
        "note_photo",
        pgtrigger.Insert,
        None,
        f"""
        INSERT INTO listings_newitem (kind, practice_id, location_id, photo_id)
        SELECT 'photo', location.practice_id, location.id, NEW.id
        FROM providers_location AS location
        WHERE location.id = NEW.location_id AND {HAS_TEAM.format(practice="location.practice_id")};
        """,
    )
)(Photo)
