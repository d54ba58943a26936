"""Reporting wrong information: one tap for the kind, no account, no cookie; words and an address are
optional."""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from accounts.signed_links import MAX_CLOCK_SKEW
from listings.models import Report
from listings.reports.actions import ReportIsClosed, add_details, make_report
from listings.reports.doubt import earlier_networks, reporter_key, reporter_network
from listings.reports.forms import DetailsForm, KindForm
from providers.models import Location

RATE = "10/h"
# How long a reporter can add words: the address of the page is all that is needed for it.
TIME_TO_ADD = timedelta(days=1)
SALT = "providers.report"


@same_origin_only
@limited("report", RATE)
def report(request: HttpRequest, location_id: int) -> HttpResponse:
    """The kinds as buttons; pressing one sends the report."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    form = KindForm(request.POST) if request.method == "POST" else KindForm()
    if form.is_valid():
        made = make_report(
            location=location,
            kind=form.cleaned_data["kind"],
            reporter=reporter_key(request),
            network=reporter_network(request),
            same_network=earlier_networks(request),
        )
        return redirect("reported", location_id=location.pk, token=signing.dumps(made.pk, salt=SALT))
    context = {"location": location, "kinds": Report.Kind.choices, "form": form}
    return render(request, "listings/reports/kinds.html", context, status=400 if form.is_bound else 200)


@never_cache
@same_origin_only
@limited("report-details", RATE)
def reported(request: HttpRequest, location_id: int, token: str) -> HttpResponse:
    """Thanks, with room for words and an address. Anyone with this page's address can add them for a day."""
    found = report_of(token, location_id)
    # What was sent before is not shown again: this may be a shared device.
    form = DetailsForm(request.POST) if request.method == "POST" else DetailsForm()
    if form.is_valid():
        try:
            add_details(report=found, **form.cleaned_data)
        except ReportIsClosed:
            about = {"report": found, "location": found.location}
            return render(request, "listings/reports/closed.html", about, status=409)
        return redirect(f"{request.path}?added=1")
    is_added = "added" in request.GET and request.method != "POST"
    context = {"report": found, "location": found.location, "form": form, "is_added": is_added}
    return render(request, "listings/reports/thanks.html", context, status=400 if form.errors else 200)


def report_of(token: str, location_id: int) -> Report:
    """The report that a page's address names. Raises Http404 if the address is wrong or a day old."""
    try:
        report_id = signing.loads(token, salt=SALT, max_age=TIME_TO_ADD + MAX_CLOCK_SKEW)
    except signing.BadSignature as error:
        raise Http404 from error
    reports = Report.objects.select_related("location")
    return get_object_or_404(reports, pk=report_id, location=location_id)
