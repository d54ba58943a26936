"""Days in words."""

from datetime import datetime

from django.utils import timezone

from providers.words import long_date


def day_of(moment: datetime) -> str:
    """The day of a moment in the site's time zone: "Nov 10, 2026"."""
    return long_date(timezone.localdate(moment))
