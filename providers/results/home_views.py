"""The start page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from providers.listing.structured_data import as_json
from providers.results.home import home_page
from providers.search.service import search_index
from providers.web.site_data import home_data


def home(request: HttpRequest) -> HttpResponse:
    """The search form, three facts about how the site works, and the states."""
    data = home_data(request.build_absolute_uri("/")[:-1], settings.SITE_NAME)
    context = {"page": home_page(search_index.index().catalog), "structured_data": as_json(data)}
    return render(request, "providers/results/home.html", context)
