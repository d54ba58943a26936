"""The history of every listing: who changed what, when, from what to what, written by triggers.

django-pghistory keeps a table of events for each tracked model: an event holds the row as it was after the
change, and its context holds who made it. Columns that triggers keep (`changed_in`, `confirmed_on`,
`card_facts`) and the ratings, which reviews keep, are no change of a listing. pghistory can't track tables
with composite keys, so what a location offers and who works there has events of the same shape in one table
of ours: LinkEvent.
"""

import pghistory
from django.db import models

from providers.models.confirmation import Confirmation
from providers.models.location import Location, OpeningHours
from providers.models.offers import CombinedProgram, PayerNetwork
from providers.models.practice import Clinician, Practice
from providers.models.presence import Closure, Photo

KEPT_BY_OTHERS = [
    "changed_in",
    "confirmed_on",
    "card_facts",
    "doubted_at",
    "rating_average",
    "rating_count",
    "created_at",
]


def track(model: type[models.Model], *, exclude: list[str] | None = None) -> type[models.Model]:
    """The event model of `model`: `<Model>Event`, one row for each insert, update and delete."""
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        app_label="listings",
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
    )(model)
    return model.pgh_event_model


PracticeEvent = track(Practice, exclude=["created_at"])
LocationEvent = track(Location, exclude=KEPT_BY_OTHERS)
ClinicianEvent = track(Clinician)
OpeningHoursEvent = track(OpeningHours)
PayerNetworkEvent = track(PayerNetwork, exclude=["payer_vocabulary"])
CombinedProgramEvent = track(CombinedProgram, exclude=["therapy_vocabulary", "condition_vocabulary"])
ConfirmationEvent = track(Confirmation)
ClosureEvent = track(Closure)
PhotoEvent = track(Photo, exclude=["created_at"])


class LinkEvent(models.Model):
    """That a term, or a clinician, was added to a location or taken away."""

    class Label(models.TextChoices):
        INSERT = "insert", "Added"
        DELETE = "delete", "Taken away"

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_created_at = models.DateTimeField()
    pgh_label = models.CharField(max_length=10, choices=Label)
    pgh_context = models.ForeignKey(
        "pghistory.Context", models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    location_id = models.BigIntegerField(db_index=True)
    term_id = models.BigIntegerField(null=True)
    clinician_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=80, blank=True, help_text="Of a clinician.")

    class Meta:
        ordering = ["-pgh_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term_id=None) ^ models.Q(clinician_id=None),
                name="link_event_is_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id}: {self.pgh_label} {self.term_id or self.clinician_id}"
