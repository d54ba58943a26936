"""The history of every listing: who changed what, when, from what to what, written by triggers.

django-pghistory keeps a table of events for each tracked model: an event holds the row as it was after the
change, and its context holds who made it. Columns that triggers keep (`changed_in`, `confirmed_on`,
`card_facts`, `doubted_at`) and the ratings, which reviews keep, are no change of a listing.

The triggers are on tables of the providers app, so makemigrations writes them into its migrations. They are
declared here, because history is about how listings are kept.
"""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from pghistory.trigger import Event as EventTrigger

from providers.models.confirmation import Confirmation
from providers.models.location import Location, LocationClinician, LocationTerm, OpeningHours
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
# Of any column that is tracked.
ANY_CHANGE = pgtrigger.AnyChange()


class BaselineTrigger(EventTrigger):
    """Records what a row was before its first change, if it has no event: rows loaded in bulk have none."""

    event_model: Any  # pghistory's class starts with None

    def get_func(self, model: Any) -> pgtrigger.Func:
        insert = super().get_func(model).func
        events = self.event_model._meta.db_table
        return pgtrigger.Func(
            f'IF NOT EXISTS (SELECT FROM "{events}" WHERE "pgh_obj_id" = OLD."id") THEN {insert} END IF; '
            "RETURN NULL;"
        )


class Baseline(pghistory.UpdateEvent):
    """The tracker of BaselineTrigger. PostgreSQL runs it before that of the update: triggers run by name."""

    label = "baseline"
    row = "OLD"

    def add_event_trigger(self, event_model: Any) -> None:
        trigger = BaselineTrigger(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=pgtrigger.Row,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


def event_model(
    model: type[models.Model],
    *,
    exclude: list[str] | None = None,
    baseline: pgtrigger.Condition | None = ANY_CHANGE,
    level: pgtrigger.Level = pgtrigger.Row,
) -> Any:
    """The event model of `model`: `<Model>Event`, one row for each insert, update and delete.

    `baseline` says for which updates to record what the row was before; None: for none. With
    `level=pgtrigger.Statement`, a statement writes all its events at once.
    """
    return pghistory.create_event_model(
        model,
        *([Baseline(condition=baseline)] if baseline else []),
        pghistory.InsertEvent(level=level),
        pghistory.UpdateEvent(level=level),
        pghistory.DeleteEvent(level=level),
        app_label="listings",
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(related_name="events", db_index=True),
        abstract=False,
    )


PracticeEvent = event_model(Practice, exclude=["created_at"])
LocationEvent = event_model(Location, exclude=KEPT_BY_OTHERS)
ClinicianEvent = event_model(Clinician)
# A change of many terms writes its events at once.
LocationTermEvent = event_model(LocationTerm, level=pgtrigger.Statement)
LocationClinicianEvent = event_model(LocationClinician, level=pgtrigger.Statement)
OpeningHoursEvent = event_model(OpeningHours)
PayerNetworkEvent = event_model(
    PayerNetwork,
    exclude=["payer_vocabulary"],
    baseline=pgtrigger.AnyChange("status"),  # not when it is only confirmed again
)
CombinedProgramEvent = event_model(
    CombinedProgram,
    exclude=["therapy_vocabulary", "condition_vocabulary"],
    # Not when it is only attested again.
    baseline=pgtrigger.AnyChange(
        "therapy",
        "condition",
        "timing",
        "delivery",
        "partner_name",
        "therapist_credentials",
        "shared_plan",
    ),
)
ConfirmationEvent = event_model(Confirmation, baseline=None)
ClosureEvent = event_model(Closure)
PhotoEvent = event_model(Photo, exclude=["created_at"])
