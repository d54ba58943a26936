"""Reports of wrong information: the list for a practice's team, the admins' queue, and closing a report."""

from django.contrib import messages
from django.db.models import Case, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from listings.models import Report, ReportShield
from listings.reports.actions import ReportIsClosed, close_report
from listings.reports.forms import IS_KEPT, CloseForm, ReportFilter, ShieldForm
from listings.reports.shielding import end_shield, pattern_of, set_shield
from providers.models import Location, Practice

MAX_SHIELDS_SHOWN = 20


@requires("listings.view_listing", Practice)
def practice_reports(request: SignedInRequest, practice: Practice) -> HttpResponse:
    """What people reported about a practice's listings: the open ones first, then the closed."""
    reports = Report.objects.filter(location__practice=practice)
    context = {
        "practice": practice,
        "page": page_of(request, open_first(reports)),
        "can_close": request.user.has_perm("listings.edit_listing", practice),
        "staff_page": "staff",
    }
    return render(request, "listings/reports/practice.html", context)


@requires("accounts.administer")
def report_queue(request: SignedInRequest) -> HttpResponse:
    """Reports of all listings, the open ones unless others are chosen."""
    filters = ReportFilter(request.GET, queryset=Report.objects.annotate(is_kept=IS_KEPT))
    context = {
        "page": page_of(request, open_first(filters.qs)),
        "filters": filters,
        "can_close": True,
        "staff_page": "admin-queue",
    }
    return render(request, "listings/reports/queue.html", context)


@requires("listings.edit_listing", Report, select_related=("location__practice",))
def close(request: SignedInRequest, report: Report) -> HttpResponse:
    """One report in full, with a form that closes it. A reporter who left an address gets a mail; then the
    address is deleted."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_report(report=report, user=request.user, **form.cleaned_data)
            messages.success(request, "The report is closed.")
        except ReportIsClosed:
            messages.warning(request, "Somebody has closed this report already.")
        return redirect(queue_of(request, report))
    context = {"report": report, "form": form, "queue_url": queue_of(request, report), "staff_page": "staff"}
    return render(request, "listings/reports/close.html", context, status=400 if form.errors else 200)


@requires("accounts.administer", Location, select_related=("practice",))
def pattern(request: SignedInRequest, location: Location) -> HttpResponse:
    """How many reports came in about one listing, from how many networks and when; shielding the listing."""
    form = ShieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and "end" in request.POST:
        end_shield(location=location, by=request.user)
        messages.success(request, "The shield is down. Reports count again from now on.")
        return redirect("report-pattern", location.pk)
    if form.is_valid():
        set_shield(location=location, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The listing is shielded for 30 days.")
        return redirect("report-pattern", location.pk)
    found = pattern_of(location, now=timezone.now())
    shields = ReportShield.objects.filter(location=location).select_related("set_by", "ended_by")
    context = {
        "location": location,
        "pattern": found,
        "page": page_of(request, found.days),
        "shields": shields[:MAX_SHIELDS_SHOWN],
        "form": form,
        "staff_page": "admin-queue",
    }
    return render(request, "listings/reports/pattern.html", context, status=400 if form.errors else 200)


def queue_of(request: SignedInRequest, report: Report) -> str:
    """Where to go back to: admins come from their own queue."""
    if request.user.is_superuser:
        return reverse("report-queue")
    return reverse("practice-reports", args=[report.location.practice_id])


def open_first(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The open ones first, and of these the oldest first, because they have waited longest."""
    is_open = Case(When(state=Report.State.OPEN, then=0), default=1)
    return reports.select_related("location", "closed_by").order_by(is_open, "created_at")
