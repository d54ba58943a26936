"""The trust pages: who runs the site, on which terms, and what becomes of data. Each asks the database
once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.models import OperatorDetails
from directory.trust.page import about_data, lines_of
from providers.listing.structured_data import as_json


def trust_page(template: str) -> Callable[[HttpRequest], HttpResponse]:
    """A view of a page whose text stands in a template and takes the operator's details."""

    def view(request: HttpRequest) -> HttpResponse:
        details = OperatorDetails.objects.current()
        context = {
            "details": details,
            "processors": lines_of(details.processors),
            "affiliates": lines_of(details.affiliates),
        }
        return render(request, f"directory/trust/{template}.html", context)

    return view


contact = trust_page("contact")
terms = trust_page("terms")
medical_disclaimer = trust_page("medical_disclaimer")
privacy = trust_page("privacy")
health_data_privacy = trust_page("health_data_privacy")
minors = trust_page("minors")
takedown = trust_page("takedown")
accessibility = trust_page("accessibility")


def about(request: HttpRequest) -> HttpResponse:
    """What this site is and who runs it, for people and for search engines."""
    details = OperatorDetails.objects.current()
    data = about_data(details, request.build_absolute_uri("/")[:-1], settings.SITE_NAME)
    context = {"details": details, "structured_data": as_json(data)}
    return render(request, "directory/trust/about.html", context)
