"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from providers.results import home as presenter
from providers.search.service import search_index


def home(request: HttpRequest) -> HttpResponse:
    """The search form, three facts about how the site works, and the states."""
    catalog = search_index.index().features.catalog
    return render(request, "providers/results/home.html", {"page": presenter.present(catalog)})
