"""Writing down what a call brought, and doing what follows from it, in one transaction."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.saving import made_by, save_section
from listings.editor.statuses import lacks, take_step
from listings.models import Call, Report
from listings.upkeep.confirming import confirm_sections
from providers.fields.field import ListingSection
from providers.models import Location, Section

Outcome = Call.Outcome
# How long the list leaves the number out. A place that was confirmed in full comes back by its date anyway.
PAUSES = {
    Outcome.RIGHT: timedelta(days=7),
    Outcome.NOT_TAKING_PATIENTS: timedelta(days=7),
    Outcome.CALL_AGAIN: timedelta(hours=20),
    Outcome.WRONG_NUMBER: timedelta(days=90),
    Outcome.CLOSED: timedelta(days=90),
}
WRONG_NUMBER_WORDS = "We called this number: it is not that of the clinic."


class NumberChanged(Exception):
    """The listing has another number now than the one that was called."""


@transaction.atomic
def note_call(
    *,
    location: Location,
    phone: str,
    outcome: Call.Outcome,
    by: User,
    sections: Iterable[Section] = (),
    publish: bool = False,
    note: str = "",
    now: datetime | None = None,
) -> Call:
    """Keep the outcome, and confirm, close or report the listing accordingly. Raises NumberChanged.

    `sections` are those that were asked about; they count only where somebody was reached. `publish`: make a
    draft public, if nothing is missing.
    """
    now = now or timezone.now()
    location = Location.objects.select_for_update(of=("self",)).select_related("practice").get(pk=location.pk)
    if location.phone != phone:
        raise NumberChanged
    asked = sorted(set(sections)) if outcome in (Outcome.RIGHT, Outcome.NOT_TAKING_PATIENTS) else []
    call = Call.objects.create(
        location=location,
        phone=phone,
        outcome=outcome,
        sections=asked,
        note=note,
        made_by=by,
        again_from=now + PAUSES[outcome],
    )
    if outcome == Outcome.NOT_TAKING_PATIENTS:
        save_section(
            location=location,
            section=ListingSection.AVAILABILITY,
            values={"accepting_new_patients": False},
            user=by,
        )
        asked = sorted({*asked, Section.AVAILABILITY})
    if asked:
        confirm_sections(location=location, sections=asked, user=by, today=timezone.localdate(now))
    if outcome == Outcome.WRONG_NUMBER:
        Report.objects.create(location=location, kind=Report.Kind.NUMBER_WRONG, words=WRONG_NUMBER_WORDS)
    if outcome == Outcome.CLOSED:
        close(location, by=by)
    if asked and publish and location.status == Location.Status.DRAFT and not lacks(location):
        take_step(location=location, step="publish", user=by)
    return call


def close(location: Location, *, by: User) -> None:
    """A public place is marked as closed; a draft, which nobody has seen, is removed."""
    if location.status == Location.Status.PUBLISHED:
        take_step(location=location, step="close", user=by)
        return
    with made_by(by):
        location.status = Location.Status.REMOVED
        location.save(update_fields=["status"])
