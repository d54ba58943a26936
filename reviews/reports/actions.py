"""Reports by readers: kept without knowing who sent them, closed with an outcome that is logged."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from reviews.decisions.log import record
from reviews.models import Decision, ReaderReport, Reason, Review, State, Subject
from reviews.publishing.actions import take_off
from reviews.publishing.open_cases import TAKEN_OFF, set_aside
from reviews.queues.holds import refuse_involved, release_hold, take_hold
from reviews.states import Action, NotAllowedNow, locked
from reviews.writing.actions import one_of_an_author_at_a_time


@transaction.atomic
def report_review(*, review: Review, reason: Reason, text: str, visitor_key: str) -> bool:
    """Keep the report; False if this visitor has reported the review today already, or it is not published
    any more."""
    if locked(review.pk).state != State.PUBLISHED:
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
    one_of_an_author_at_a_time(review_id)
    take_hold(subject=Subject.REPORT, subject_id=report_id, moderator=moderator)
    review = locked(review_id)
    refuse_involved(review, moderator)
    reports = list(review.reports.filter(state=ReaderReport.State.OPEN).select_for_update(of=("self",)))
    if report_id not in [report.pk for report in reports]:
        raise NotAllowedNow("The report is closed.")
    moment = timezone.now()
    if reason is not None:
        take_off(review, Action.REMOVE, moment=moment)
    for report in reports:
        report.state = ReaderReport.State.UPHELD if reason else ReaderReport.State.DISMISSED
        report.decided_at, report.visitor_key = moment, ""
        report.save()
        record(
            review=review,
            subject=Subject.REPORT,
            subject_id=report.pk,
            action=Decision.Action.REMOVE if reason else Decision.Action.DISMISS,
            moment=moment,
            moderator=moderator,
            reason=reason or "",
            note=note,
        )
    if reason is not None:
        set_aside(review, moment=moment, note=TAKEN_OFF)
    release_hold(subject=Subject.REPORT, subject_id=report_id, moderator=moderator)
    return reports
