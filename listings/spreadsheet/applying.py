"""Applying a spreadsheet as it was previewed: everything or nothing.

Two thousand rows take longer than a page may, so a job applies them (tasks.py). It is safe to run twice,
because `applied_at` is written in the transaction of the changes."""

from collections.abc import Callable

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.errors import NotSaved
from listings.editor.held.mails import tell_of_many_waiting
from listings.editor.saving import save_section
from listings.editor.statuses import add_location
from listings.models import HeldChange, SpreadsheetUpload
from listings.spreadsheet.plan import PlannedRow, rows_of
from providers.fields.facts import version_of
from providers.fields.field import ListingSection
from providers.listing.reading import read_listings
from providers.listing.values import SectionValues, values_of
from providers.models import Location


class NotApplied(Exception):
    """Nothing of the spreadsheet was applied; the message is a sentence to show."""


def apply_upload(*, upload: SpreadsheetUpload, user: User, tell: Callable[[int], None]) -> None:
    """Write everything that the preview shows, in one transaction; nothing where that was done.

    Raises NotApplied. `tell` is called after each row with how many are done.
    """
    with transaction.atomic(), pghistory.context(user=user.pk, via="spreadsheet"):
        upload = SpreadsheetUpload.objects.select_for_update().get(pk=upload.pk)
        if upload.applied_at is not None:
            return
        if not user.has_perm("listings.edit_listing", upload.practice):
            raise NotApplied("You can no longer edit the listings of this practice.")
        rows = rows_of(upload)
        locations = lock_locations(upload, rows)
        listings = {pk: values_of(listing) for pk, listing in read_listings(locations).items()}
        refuse_if_changed(rows, listings)
        held: list[HeldChange] = []
        for done, row in enumerate(rows, start=1):
            location = locations.get(row.location_id) if row.location_id else None
            held += apply_row(row, location, listings, upload, user)
            tell(done)
        upload.applied_at, upload.held = timezone.now(), len(held)
        upload.save(update_fields=["applied_at", "held"])
        if held:
            tell_of_many_waiting(held)


def lock_locations(upload: SpreadsheetUpload, rows: list[PlannedRow]) -> dict[int, Location]:
    """In the order of their ids, so that two uploads at once don't wait for each other forever."""
    wanted = [row.location_id for row in rows if row.location_id]
    found = Location.objects.filter(practice=upload.practice_id, pk__in=wanted).order_by("pk")
    return {location.pk: location for location in found.select_for_update(of=("self",))}


def refuse_if_changed(rows: list[PlannedRow], listings: dict[int, SectionValues]) -> None:
    """What is written must be what was previewed. Raises NotApplied."""
    for row in rows:
        if row.location_id is None:
            continue
        listing = listings.get(row.location_id)
        if listing is None:
            raise NotApplied(f"Row {row.number}: {row.name} is no longer one of the practice’s locations.")
        for section, planned in row.sections.items():
            if planned.version != version_of(listing[ListingSection(section)]):
                raise NotApplied(
                    f"Row {row.number}: {row.name} was changed since you uploaded the spreadsheet. Nothing "
                    "was applied. Upload it again to see what it would change now."
                )


def apply_row(
    row: PlannedRow,
    location: Location | None,
    listings: dict[int, SectionValues],
    upload: SpreadsheetUpload,
    user: User,
) -> list[HeldChange]:
    """Save the row's sections; what waits for a check. Raises NotApplied.

    Each row is compared with the listing as it was before any row was written: so the practice's NPI, which
    every row has, is changed by the row that changes it and not put back by the next.
    """
    current = listings[location.pk] if location else {}
    try:
        location = location or added_location(row, upload, user)
        saved = [
            save_section(
                location=location,
                section=section,
                values=planned.values,
                user=user,
                confirms=False,
                tells_of_held=False,
                current=current.get(ListingSection(section)),
            )
            for section, planned in row.sections.items()
        ]
    except NotSaved as error:
        raise NotApplied(f"Row {row.number}: {error.message} Nothing was applied.") from error
    return [one.held for one in saved if one.held]


def added_location(row: PlannedRow, upload: SpreadsheetUpload, user: User) -> Location:
    """A draft with what a location must have; the rest of the row is saved like any change."""
    contact = row.sections[ListingSection.CONTACT].values
    columns = {name: value for name, value in contact.items() if name != "npi"}
    return add_location(practice=upload.practice, values=columns, user=user)
