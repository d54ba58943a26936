"""Reports of wrong information: the queue of a practice's team, that of admins, and closing one."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.permissions import requires
from listings.models import Membership, Report
from listings.reports.actions import ReportIsClosed, close_report
from listings.reports.forms import CloseForm
from providers.models import Practice

PAGE_SIZE = 20


@requires("listings.view_listing", Practice)
def practice_reports(request: HttpRequest, practice: Practice) -> HttpResponse:
    """What people reported about a practice's listings: the open ones first, then the closed."""
    reports = Report.objects.filter(location__practice=practice)
    context = {
        "practice": practice,
        "page": paged(request, reports),
        "can_close": request.user.has_perm("listings.edit_listing", practice),
        "staff_page": "staff",
    }
    return render(request, "listings/reports/practice.html", context)


@requires("accounts.administer")
def report_queue(request: HttpRequest) -> HttpResponse:
    """Open reports of all listings; `?unkept=1`: only of those that nobody keeps."""
    kept = Exists(Membership.objects.keepers().filter(practice=OuterRef("location__practice")))
    reports = Report.objects.filter(state=Report.State.OPEN).annotate(is_kept=kept)
    only_unkept = request.GET.get("unkept") == "1"
    if only_unkept:
        reports = reports.filter(is_kept=False)
    context = {
        "page": paged(request, reports),
        "page_query": "&unkept=1" if only_unkept else "",
        "only_unkept": only_unkept,
        "can_close": True,
        "staff_page": "admin-queue",
    }
    return render(request, "listings/reports/queue.html", context)


@requires("listings.edit_listing", Report, select_related=("location__practice",))
def close(request: HttpRequest, report: Report) -> HttpResponse:
    """One report in full, with a form that closes it. The reporter who left an address is told, then
    forgotten."""
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


def queue_of(request: HttpRequest, report: Report) -> str:
    """Admins come from their own queue."""
    if request.user.is_superuser:
        return reverse("report-queue")
    return reverse("practice-reports", args=[report.location.practice_id])


def paged(request: HttpRequest, reports: QuerySet[Report]) -> Page:
    """Open ones first, the oldest of them first: they have waited longest."""
    is_open = Case(When(state=Report.State.OPEN, then=0), default=1)
    ordered = reports.select_related("location", "closed_by").order_by(is_open, "created_at")
    return Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
