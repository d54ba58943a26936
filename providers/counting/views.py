"""How often a listing was seen, searched up, called and visited."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from providers.counting.page import statistics_page
from providers.counting.statistics import by_day, by_month
from providers.models import Location


@requires("listings.view_listing", Location)
def statistics(request: SignedInRequest, location: Location) -> HttpResponse:
    """The last 30 days, or with `?period=year` the last 12 months."""
    is_year = request.GET.get("period") == "year"
    series = (by_month if is_year else by_day)(location, timezone.localdate())
    context = {
        "location": location,
        "statistics": statistics_page(series, by_month=is_year),
        "is_year": is_year,
        "staff_page": "staff",
    }
    return render(request, "providers/counting/statistics.html", context)
