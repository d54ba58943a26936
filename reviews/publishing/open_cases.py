"""What hangs on a review when its author deletes it or another text takes its place."""

from datetime import datetime

from django.utils import timezone

from mail.sending import queue_mail
from reviews.decisions.log import record
from reviews.models import Appeal, Decision, ReaderReport, Review, State, Subject, Takedown

READ_ANEW = "Its author changed the text, and a moderator read it again."
TAKEN_OFF = "The review was taken off the site."
OPEN_NOTICES = (Takedown.State.RECEIVED, Takedown.State.LABELLED, Takedown.State.ANSWERED)


def set_aside(review: Review, *, moment: datetime, note: str) -> None:
    """Close what readers, the author and others still wanted decided about it: nothing is left to decide.

    Each is logged, by the site itself. The caller is in a transaction, has the review's lock, and has moved
    it to its new state.
    """
    is_off = review.state in (State.REMOVED, State.WITHDRAWN)
    outcome = ReaderReport.State.UPHELD if is_off else ReaderReport.State.DISMISSED
    for report in review.reports.filter(state=ReaderReport.State.OPEN):
        report.state, report.decided_at, report.visitor_key = outcome, moment, ""
        report.save()
        log(review, Subject.REPORT, report.pk, moment, note)
    for appeal in Appeal.objects.filter(review=review, state=Appeal.State.OPEN):
        appeal.state, appeal.decided_at, appeal.email = Appeal.State.REFUSED, moment, ""
        appeal.save()
        log(review, Subject.APPEAL, appeal.pk, moment, note)
    for takedown in review.takedowns.filter(state__in=OPEN_NOTICES):
        takedown.state, takedown.decided_at = Takedown.State.REMOVED, moment
        takedown.save()
        log(review, Subject.TAKEDOWN, takedown.pk, moment, note)
        context = {"location": review.location, "is_removed": True, "note": note}
        queue_mail("reviews/takedowns/decided", to=takedown.email, context=context)


def hand_over(review: Review, *, to: Review) -> None:
    """A later text takes its place: legal notices are about that one now, and readers go on being told.
    Reports were about words that a moderator has read anew."""
    if review.takedowns.filter(state__in=OPEN_NOTICES).update(review=to):
        to.disputed_at = review.disputed_at
    review.disputed_at = None
    set_aside(review, moment=timezone.now(), note=READ_ANEW)


def log(review: Review, subject: Subject, subject_id: int, moment: datetime, note: str) -> None:
    record(
        review=review,
        subject=subject,
        subject_id=subject_id,
        action=Decision.Action.DISMISS,
        moment=moment,
        note=note,
    )
