"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from providers.results.home import home_page
from providers.search.service import search_index


def home(request: HttpRequest) -> HttpResponse:
    """The search form, three facts about how the site works, and the states."""
    return render(request, "providers/results/home.html", {"page": home_page(search_index.index().catalog)})
