"""What the page of the log is given: lines, with links to what they name as long as it is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from reviews.models import Decision, Review, Subject
from reviews.queues.kinds import QUEUES, REVIEWS

QUEUE_OF = {queue.subject.value: queue for queue in QUEUES}


@dataclass(frozen=True)
class LogLine:
    """`subject_url`, `review_url`: pages of moderation, `location_url`: of the place; empty if it is gone."""

    decision: Decision
    is_about_review: bool
    subject_url: str
    review_url: str
    location_url: str


def log_lines(decisions: Iterable[Decision]) -> list[LogLine]:
    decisions = list(decisions)
    there = set(
        Review.objects.filter(pk__in={one.review_id for one in decisions}).values_list("pk", flat=True)
    )
    return [log_line(decision, decision.review_id in there) for decision in decisions]


def log_line(decision: Decision, is_there: bool) -> LogLine:
    location = getattr(decision, "location", None)  # no such attribute once the location is deleted
    return LogLine(
        decision=decision,
        is_about_review=decision.subject == Subject.REVIEW,
        subject_url=QUEUE_OF[decision.subject].item_url(decision.subject_id) if is_there else "",
        review_url=REVIEWS.item_url(decision.review_id) if is_there else "",
        location_url=location.get_absolute_url() if location else "",
    )
