"""Readers report a review. No account, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from accounts.visitor import visitor_key
from reviews.models import Review
from reviews.reports.actions import report_review
from reviews.reports.forms import ReportForm


@never_cache
@same_origin_only
@limited("report-review", "10/h")
def report(request: HttpRequest, review_id: int) -> HttpResponse:
    """A reader's report of a published review, which a moderator then reads again."""
    review = get_object_or_404(Review.objects.published().select_related("location"), public_id=review_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    context = {"review": review, "location": review.location, "form": form}
    if form.is_valid():
        key = visitor_key(request, purpose="report-review")
        report_review(review=review, visitor_key=key, **form.cleaned_data)
        return render(request, "reviews/reports/sent.html", context)
    return render(request, "reviews/reports/report.html", context, status=400 if form.errors else 200)
