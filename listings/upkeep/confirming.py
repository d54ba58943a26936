"""Confirming that sections of a listing are still right."""

from collections.abc import Iterable
from datetime import date

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.saving import source_of
from providers.models import Confirmation, Location, Section


@transaction.atomic
def confirm_sections(
    *,
    location: Location,
    sections: Iterable[Section | str],
    user: User,
    today: date | None = None,
) -> None:
    """Record that `sections` were right on `today`, by the clinic's word, or by ours if an admin says so.

    A second tap on the same day changes nothing. A trigger keeps the listing's own date, and removes the
    notice of doubt when the contact section is confirmed."""
    # First the location, then its confirmations: everything that writes to both takes the locks in this
    # order.
    Location.objects.select_for_update().get(pk=location.pk)
    day, source = today or timezone.localdate(), source_of(user)
    rows = [
        Confirmation(location=location, section=Section(section), confirmed_on=day, confirmed_by=source)
        for section in sorted(set(sections))
    ]
    with pghistory.context(user=user.pk):  # a link in a mail confirms without a session
        Confirmation.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["location", "section"],
            update_fields=["confirmed_on", "confirmed_by"],
        )
