"""How often a listing was seen, searched up, called and visited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import requires
from providers.counting import page as presenter
from providers.counting.statistics import by_day, by_month
from providers.models import Location


@requires("listings.view_listing", Location)
def statistics(request: HttpRequest, location: Location) -> HttpResponse:
    """The last 30 days, or with `?period=year` the last 12 months."""
    is_year = request.GET.get("period") == "year"
    series = (by_month if is_year else by_day)(location, timezone.localdate())
    context = {
        "location": location,
        "statistics": presenter.present(series, by_month=is_year),
        "is_year": is_year,
        "staff_page": "staff",
    }
    return render(request, "providers/counting/statistics.html", context)
