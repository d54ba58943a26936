"""Readers report a review; others send a legal notice against one. No account, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.limits import Limit, limited, seconds_to_wait, too_many
from accounts.same_origin import same_origin_only
from accounts.visitor import visitor_key
from reviews.authors import email_hash
from reviews.models import Review
from reviews.reports.actions import report_review
from reviews.states import NotAllowedNow
from reviews.takedowns.actions import receive_notice
from reviews.takedowns.forms import NoticeForm, ReportForm

# Mails to one address, which nobody has confirmed: it may be a stranger's.
MAILS = Limit.parse("3/d")


@never_cache
@same_origin_only
@limited("report-review", "10/h")
def report(request: HttpRequest, review_id: int) -> HttpResponse:
    """A reader's report of a published review, which a moderator looks at."""
    review = get_object_or_404(Review.objects.published().select_related("location"), pk=review_id)
    context = {"review": review, "location": review.location}
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        key = visitor_key(request, purpose="report-review")
        report_review(review=review, reason=values["reason"], text=values["text"], visitor_key=key)
        return render(request, "reviews/reports/sent.html", context)
    status = 400 if form.errors else 200
    return render(request, "reviews/reports/report.html", {**context, "form": form}, status=status)


@never_cache
@same_origin_only
@limited("takedown-notice", "5/h")
def notice(request: HttpRequest, review_id: int) -> HttpResponse:
    """A legal notice. What happens with it is said first."""
    review = get_object_or_404(Review.objects.published().select_related("location"), pk=review_id)
    context = {"review": review, "location": review.location}
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if wait := seconds_to_wait("notice-mail", email_hash(form.cleaned_data["email"]), MAILS):
            return too_many(request, wait)
        try:
            receive_notice(review=review, notice=form.notice())
        except NotAllowedNow:  # it was taken off while the form was filled in
            return render(request, "reviews/takedowns/not_published.html", context, status=409)
        return render(request, "reviews/takedowns/notice_sent.html", context)
    status = 400 if form.errors else 200
    return render(request, "reviews/takedowns/notice.html", {**context, "form": form}, status=status)
