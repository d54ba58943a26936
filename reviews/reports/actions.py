"""Reports by readers: stored without knowing who sent them, closed with an outcome that is logged."""

from django.db import transaction

from accounts.models import User
from reviews.decisions.held_item import hold_item
from reviews.models import Decision, ReaderReport, Reason, Review, State, Subject
from reviews.publishing.actions import unpublish
from reviews.publishing.open_cases import TAKEN_OFF, close_open_cases
from reviews.states import Action, NotAllowedNow, lock_review


@transaction.atomic
def report_review(*, review: Review, reason: Reason, text: str, visitor_key: str) -> bool:
    """Store the report; False if this visitor has reported the review today already, or it is not published
    any more."""
    if lock_review(review.pk).state != State.PUBLISHED:
        return False
    _, is_new = ReaderReport.objects.get_or_create(
        review=review,
        visitor_key=visitor_key,
        state=ReaderReport.State.OPEN,
        defaults={"reason": reason, "text": text},
    )
    return is_new


@transaction.atomic
def decide_report(
    *, report_id: int, moderator: User, reason: Reason | None = None, note: str = ""
) -> list[ReaderReport]:
    """With a reason the review is taken off, without one it stays. All open reports of the review are closed
    with the same outcome; returns them. Raises HeldByAnother, NotAllowedNow and ReaderReport.DoesNotExist."""
    review_id = ReaderReport.objects.values_list("review_id", flat=True).get(pk=report_id)
    item = hold_item(Subject.REPORT, report_id, review_id, moderator)
    open_reports = item.review.reports.filter(state=ReaderReport.State.OPEN)
    reports = list(open_reports.select_for_update(of=("self",)))
    if report_id not in [report.pk for report in reports]:
        raise NotAllowedNow("The report is closed.")
    if reason is not None:
        unpublish(item.review, Action.REMOVE, moment=item.moment)
    for report in reports:
        report.state = ReaderReport.State.UPHELD if reason else ReaderReport.State.DISMISSED
        report.decided_at, report.visitor_key = item.moment, ""
        report.save()
        action = Decision.Action.REMOVE if reason else Decision.Action.DISMISS
        item.log(action, reason=reason or "", note=note, subject_id=report.pk)
    if reason is not None:
        close_open_cases(item.review, moment=item.moment, note=TAKEN_OFF)
    item.release()
    return reports
