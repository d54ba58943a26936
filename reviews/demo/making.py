"""A few hundred invented reviews in all states, spread over the demo directory: the same every time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from providers.models import Location, Practice
from reviews.authors import email_hash
from reviews.demo.extras import add_appeals_and_notices, add_codes, add_replies_and_votes
from reviews.demo.texts import invented_text
from reviews.fingerprint import fingerprint
from reviews.models import Answer, Decision, ProofLevel, Question, Reason, Review, Service, State, Subject
from reviews.rating.sums import recompute

SEED = 4
PLACES = 45
MAX_AT_ONE_PLACE = 36
SCORES = [5] * 9 + [4] * 7 + [3] * 3 + [2] * 2 + [1] * 2
# Of a hundred reviews, how many are in each state; the others are published.
STATES = [
    *[State.WAITING] * 9,
    *[State.DECLINED] * 4,
    *[State.REMOVED] * 1,
    *[State.CHANGE_ASKED] * 1,
    *[State.UNCONFIRMED] * 1,
    *[State.WITHDRAWN] * 1,
]
REASONS = [Reason.PERSONAL_DATA, Reason.ABUSE, Reason.UNRELATED, Reason.FAKE]
DECIDED = (State.PUBLISHED, State.DECLINED, State.REMOVED)


@dataclass
class DemoReviews:
    """The reviews made so far and what they are made with. Only `chance` may be random, and it is seeded."""

    moment: datetime
    moderator: User | None
    chance: Random = field(default_factory=lambda: Random(SEED))
    reviews: list[Review] = field(default_factory=list)


@transaction.atomic
def make_demo_reviews() -> int:
    """Make them and return how many; none if there is no demo directory or if there are reviews already."""
    if Review.objects.exists() or not Practice.objects.filter(is_demo=True).exists():
        return 0
    demo = DemoReviews(timezone.now(), User.objects.filter(is_demo=True, is_moderator=True).first())
    places = chosen_places()
    for place, location in enumerate(places):
        for number in range(how_many(demo.chance, place)):
            demo.reviews.append(invented_review(demo, location, number))
    Review.objects.bulk_create(demo.reviews)
    Decision.objects.bulk_create(decisions(demo))
    add_codes(demo.chance, demo.reviews, demo.moment)
    add_replies_and_votes(demo.chance, demo.reviews, demo.moment)
    add_appeals_and_notices(demo.reviews, demo.moment)
    for location in places:
        recompute(location.pk)
    return len(demo.reviews)


def chosen_places() -> list[Location]:
    """All of the largest demo practice, whose owner people can sign in as, then others, spread evenly."""
    locations = Location.objects.published().filter(practice__is_demo=True)
    largest = (
        Practice.objects.filter(is_demo=True).annotate(size=Count("locations")).order_by("-size", "id")[:1]
    )
    own = list(locations.filter(practice__in=list(largest)).order_by("pk"))
    others = list(locations.exclude(practice__in=list(largest)).order_by("pk").values_list("pk", flat=True))
    step = max(1, len(others) // PLACES)
    return own + list(Location.objects.filter(pk__in=others[::step][:PLACES]).order_by("pk"))


def how_many(chance: Random, place: int) -> int:
    """From one to many, so that every way to show a score can be seen."""
    return MAX_AT_ONE_PLACE if place == 0 else chance.choice([1, 3, 4, 6, 7, 9, 10, 12, 14])


def invented_review(demo: DemoReviews, location: Location, number: int) -> Review:
    chance = demo.chance
    overall = chance.choice(SCORES)
    state = STATES[at] if (at := chance.randrange(100)) < len(STATES) else State.PUBLISHED
    confirmed = demo.moment - timedelta(
        days=chance.randrange(4, 300) if state in DECIDED else chance.randrange(3), hours=chance.randrange(24)
    )
    text = invented_text(chance, overall)
    email = f"demo-{location.pk}-{number}@example.com"
    care = confirmed - timedelta(days=chance.randrange(10, 120))
    review = Review(
        location=location,
        state=state,
        overall=overall,
        answers=[invented_answer(chance, overall) for _ in Question],
        would_choose_again=chance.choice([overall > 3, overall > 2, None]),
        text=text,
        care_month=care.month,
        care_year=care.year,
        service=chance.choice(Service.values),
        email_hash=email_hash(email),
        fingerprint=fingerprint(text),
        confirmed_at=confirmed,
    )
    finish(review, demo, email, confirmed)
    return review


def finish(review: Review, demo: DemoReviews, email: str, confirmed: datetime) -> None:
    """Fill in what follows from the state."""
    decided = confirmed + timedelta(hours=demo.chance.randrange(2, 70))
    if review.state in DECIDED:
        review.decided_at = decided
    if review.state in (State.PUBLISHED, State.REMOVED):
        review.published_at = decided
        review.proof_level = demo.chance.choice(["A", "A", "B", "C", "C", "C"])
    if review.proof_level == ProofLevel.DOCUMENT:
        review.document_kind, review.proof_checked_on = "receipt", timezone.localdate(decided)
    if review.state in (State.WAITING, State.CHANGE_ASKED, State.UNCONFIRMED):
        review.email = email
    if review.state == State.UNCONFIRMED:
        review.confirmed_at = None
    if review.state == State.WITHDRAWN:
        review.text = review.email_hash = ""
        review.fingerprint = []


def invented_answer(chance: Random, overall: int) -> int:
    """Better answers go with better scores; some questions are skipped or don't apply."""
    if chance.random() < 0.15:
        return chance.choice([Answer.NOT_ANSWERED, Answer.DOES_NOT_APPLY]).value
    return min(4, max(1, round(chance.gauss(overall * 0.8, 0.8))))


def decisions(demo: DemoReviews) -> list[Decision]:
    """What the demo's moderator decided, for the log."""
    log = []
    for review in demo.reviews:
        if review.state in (State.PUBLISHED, State.REMOVED):
            log.append(decision(review, demo, Decision.Action.APPROVE))
        if review.state == State.REMOVED:
            log.append(decision(review, demo, Decision.Action.REMOVE, Reason.PERSONAL_DATA))
        if review.state == State.DECLINED:
            log.append(decision(review, demo, Decision.Action.DECLINE, demo.chance.choice(REASONS)))
        if review.state == State.CHANGE_ASKED:
            log.append(decision(review, demo, Decision.Action.ASK_CHANGE, Reason.PERSONAL_DATA))
    return log


def decision(review: Review, demo: DemoReviews, action: Decision.Action, reason: str = "") -> Decision:
    return Decision(
        made_at=review.decided_at or demo.moment,
        moderator=demo.moderator,
        subject=Subject.REVIEW,
        subject_id=review.pk,
        review_id=review.pk,
        location_id=review.location_id,
        action=action,
        reason=reason,
        note="Please leave out the name of the person at the front desk." if action == "ask-change" else "",
        stars=review.overall,
        received_on=timezone.localdate(review.confirmed_at),
        is_demo=True,
    )
