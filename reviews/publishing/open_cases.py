"""Open reports, appeals and legal notices about a review that its author deletes or replaces."""

from datetime import datetime

from django.utils import timezone

from mail.sending import queue_mail
from reviews.decisions.log import record
from reviews.models import OPEN_NOTICES, Appeal, Decision, ReaderReport, Review, State, Subject, Takedown

TEXT_CHANGED = "Its author changed the text, and a moderator read it again."
TAKEN_OFF = "The review was taken off the site."


def close_open_cases(review: Review, *, moment: datetime, note: str) -> None:
    """Close what readers, the author and others have asked us to decide: there is nothing left to decide.

    Each is logged, by the site itself. The caller is in a transaction, holds the review's lock, and has moved
    it to its new state.
    """
    is_off = review.state in (State.REMOVED, State.WITHDRAWN)
    outcome = ReaderReport.State.UPHELD if is_off else ReaderReport.State.DISMISSED
    closed: list[tuple[Subject, int]] = []
    for report in review.reports.filter(state=ReaderReport.State.OPEN):
        report.state, report.decided_at, report.visitor_key = outcome, moment, ""
        report.save()
        closed.append((Subject.REPORT, report.pk))
    for appeal in Appeal.objects.filter(review=review, state=Appeal.State.OPEN):
        appeal.state, appeal.decided_at, appeal.email = Appeal.State.REFUSED, moment, ""
        appeal.save()
        closed.append((Subject.APPEAL, appeal.pk))
    for takedown in review.takedowns.filter(state__in=OPEN_NOTICES):
        takedown.state, takedown.decided_at = Takedown.State.REMOVED, moment
        takedown.save()
        closed.append((Subject.TAKEDOWN, takedown.pk))
        context = {"location": review.location, "is_removed": True, "note": note}
        queue_mail("reviews/takedowns/decided", to=takedown.email, context=context)
    for subject, subject_id in closed:
        record(
            review=review,
            subject=subject,
            subject_id=subject_id,
            action=Decision.Action.DISMISS,
            moment=moment,
            note=note,
        )


def hand_over_notices(review: Review, *, to: Review) -> None:
    """A later text takes the review's place: open legal notices are now about that one, and readers are still
    told. Reports are closed, because a moderator has read the new words."""
    if review.takedowns.filter(state__in=OPEN_NOTICES).update(review=to):
        to.disputed_at = review.disputed_at
    review.disputed_at = None
    close_open_cases(review, moment=timezone.now(), note=TEXT_CHANGED)
