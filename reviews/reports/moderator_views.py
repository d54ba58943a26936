"""Moderators decide on reports by readers: the review stays, or is taken off."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.models import ReaderReport
from reviews.policy.reasons import LISTED_REASONS, RULES
from reviews.queues.deciding import blocked_page, carry_out, closed_page, form_for, item_page
from reviews.queues.kinds import REPORTS
from reviews.queues.lists import next_url, queue_view
from reviews.queues.notes import NoteForm, ReasonForm
from reviews.queues.waiting import without_scores
from reviews.reports.actions import decide_report
from reviews.screening.hints import hints_for

MAX_SHOWN = 20


def open_reports() -> QuerySet[ReaderReport]:
    return without_scores(ReaderReport.objects.filter(state=ReaderReport.State.OPEN))


report_queue = queue_view(REPORTS, open_reports, "reviews/reports/queue.html")


@never_cache
@requires("accounts.moderate")
def moderate_report(request: SignedInRequest, readerreport_id: int) -> HttpResponse:
    """One report, with the others about the same review: all are closed with the same outcome."""
    report = open_reports().filter(pk=readerreport_id).first()
    if report is None:
        return closed_page(request, REPORTS, ReaderReport.objects.all(), readerreport_id)
    if blocked := blocked_page(request, REPORTS, report.pk, report.review):
        return blocked
    forms = {
        "keep": form_for(request, "keep", NoteForm, note_label="A note for the log"),
        "remove": form_for(
            request,
            "remove",
            ReasonForm,
            reasons=LISTED_REASONS,
            note_label="What to tell the author, who may ask",
        ),
    }

    def decide(action: str, values: dict[str, Any]) -> str:
        closed = decide_report(report_id=report.pk, moderator=request.user, **values)
        outcome = "The review is taken off" if action == "remove" else "The review stays"
        return f"{outcome}. Reports closed: {len(closed)}."

    if done := carry_out(request, REPORTS, forms, decide):
        return done
    context = {
        "report": report,
        "reports": report.review.reports.filter(state=ReaderReport.State.OPEN)[:MAX_SHOWN],
        "hints": hints_for(report.review) if report.review.text else [],
        "rules": RULES,
        "next_url": next_url(REPORTS, open_reports(), request.user, report.pk),
    }
    return item_page(request, REPORTS, "reviews/reports/decide.html", forms, context)
