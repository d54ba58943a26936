"""Dates of reviews are shown as month and year, so that they give away less about who wrote."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as date_format

from reviews.models import Review


def month_and_year(moment: datetime | date | None) -> str:
    """ "March 2026", in the site's time zone; empty for None."""
    if moment is None:
        return ""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return f"{day:%B %Y}"


def month_of_care(review: Review) -> str:
    return month_and_year(date(review.care_year, review.care_month, 1))


def time_of_day(moment: datetime | None) -> str:
    """ "2:32 PM EST", in the site's time zone; empty for None."""
    return "" if moment is None else date_format(timezone.localtime(moment), "g:i A T")
