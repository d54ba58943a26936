"""One report by a reader, with the others about the same review: the review stays, or is taken off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.models import ReaderReport, Reason, Subject
from reviews.policy.reasons import MODERATORS_REASONS, RULES
from reviews.queues.deciding import carry_out, held_elsewhere
from reviews.queues.decision_fields import NoteForm, ReasonForm
from reviews.queues.lists import frame
from reviews.queues.waiting import open_reports
from reviews.reports.actions import decide_report
from reviews.screening.hints import hints_for

MOST_SHOWN = 20


@never_cache
@requires("accounts.moderate")
def moderate_report(request: HttpRequest, readerreport_id: int) -> HttpResponse:
    """All open reports of the review are closed with the same outcome."""
    report = get_object_or_404(open_reports(), pk=readerreport_id)
    if elsewhere := held_elsewhere(request, "reports", Subject.REPORT, report.pk, report.review):
        return elsewhere
    sent = request.POST.get("action")
    keep = NoteForm(request.POST if sent == "keep" else None, prefix="keep", note_label="A note for the log")
    remove = ReasonForm(
        request.POST if sent == "remove" else None,
        prefix="remove",
        reasons=MODERATORS_REASONS,
        note_label="What to tell the author, who may ask",
    )
    chosen = {"keep": keep, "remove": remove}.get(sent or "")
    if chosen is not None and chosen.is_valid():
        values = chosen.cleaned_data
        return carry_out(
            request, "reports", lambda: decide(request, report.pk, values.get("reason"), values["note"])
        )
    context = {
        **frame("reports"),
        "report": report,
        "reports": report.review.reports.filter(state=ReaderReport.State.OPEN)[:MOST_SHOWN],
        "hints": hints_for(report.review) if report.review.text else [],
        "rules": RULES,
        "keep_form": keep,
        "remove_form": remove,
    }
    return render(request, "reviews/reports/decide.html", context, status=400 if sent else 200)


def decide(request: HttpRequest, report_id: int, reason: Reason | None, note: str) -> str:
    closed = decide_report(report_id=report_id, moderator=request.user, reason=reason, note=note)
    outcome = "The review is taken off" if reason else "The review stays"
    return f"{outcome}. Reports closed: {len(closed)}."
