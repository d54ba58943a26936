"""An adversary watches every public address, and a clinic its own pages too, over 40 days of moved clock.

Two kinds of proof. Within one world nothing moves at the moment of any event, but for publication. And worlds
that differ in one secret (the stars of a review, which code was used, whether anybody wrote at all) look the
same on every day until the secret is public.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.db import transaction
from django.test import Client

from reviews.appeals.actions import decide_appeal
from reviews.codes.actions import make_codes
from reviews.codes.tasks import count_codes
from reviews.ledger.tasks import close_ledger
from reviews.models import Appeal, CodeBatch, LedgerClose, RatingSummary, Reason, Review, State, VisitCode
from reviews.moderation.actions import ask_for_change, ask_for_document, decline
from reviews.moderation.publication import approve, publish_late, take_back
from reviews.moderation.tasks import lapse
from reviews.proof.tasks import delete_documents
from reviews.replies.actions import send_reply
from reviews.writing.tasks import forget
from tests.cast import make_cast, make_user
from tests.factories import make_location
from tests.reviews.factories import make_review, publish_reviews
from tests.reviews.sending import ask_for_links, filled_in, link_in_mail, press, send
from tests.reviews.watcher import (
    Clock,
    Seen,
    Watcher,
    changes,
    forget_caches,
    public_patterns,
    without_limits,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

START = datetime(2026, 10, 20, 15, tzinfo=UTC)
DAYS = 40
# Watched besides the moments of events: November 1 and the days around it, and the last.
WATCHED = (1, 11, 12, DAYS)
JOBS = (publish_late, lapse, forget, delete_documents, count_codes, close_ledger)
ANA, BEN = "ana@example.com", "ben@example.com"


class Site:
    """A clinic with published reviews and 40 codes, nine of them used: the tenth is the first that shows."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.clock = Clock(patch, START)
        self.numbers = count(10**12)
        patch.setattr(secrets, "randbits", lambda bits: next(self.numbers))
        self.location = make_location(name="Harbor TMS")
        self.cast = make_cast(self.location)
        self.second = make_user(is_moderator=True)
        publish_reviews(self.location, [5, 4, 3, 5, 4, 2])
        other = make_location(name="Oak TMS")
        make_review(other)
        self.codes = make_codes(location=self.location, size=40, user=self.cast.owner)[1]
        CodeBatch.objects.update(made_on=date(2026, 9, 2), expires_on=date(2027, 2, 27))
        used = list(VisitCode.objects.values_list("pk", flat=True)[30:39])
        VisitCode.objects.filter(pk__in=used).update(used_in=date(2026, 9, 1))
        self.run_jobs()
        self.watcher = Watcher([self.location, other], owner=self.cast.owner)

    def run_jobs(self) -> None:
        for job in JOBS:
            job(0)

    def pass_days(self, until: int) -> list[Seen]:
        """Let the jobs run every day; what was seen on the days that are watched."""
        seen = []
        while self.clock.now < START + timedelta(days=until):
            self.clock.now += timedelta(days=1)
            self.run_jobs()
            if (self.clock.now - START).days in WATCHED:
                seen.append(self.watcher.seen())
        return seen

    def write(self, email: str = ANA, **changes: str) -> Review:
        """Write and confirm."""
        with without_limits():
            send(Client(), self.location, email=email, **changes)
            press(Client(), link_in_mail(email))
        return Review.objects.latest("pk")


World = Callable[[Site], list[Seen]]


def seen_in(world: World, site: Site) -> list[Seen]:
    """What is seen in a world that is forgotten afterwards."""
    site.clock.now, site.numbers = START, count(2 * 10**12)  # what is random is the same in each world
    forget_caches()
    with transaction.atomic():
        seen = world(site)
        transaction.set_rollback(True)
    forget_caches()
    return seen


def expect_same(one: list[Seen], other: list[Seen]) -> None:
    assert len(one) == len(other) == len(WATCHED)
    for day, before, after in zip(WATCHED, one, other, strict=True):
        moved = changes(before, after)
        assert not moved, (day, moved)


def nobody_writes(site: Site) -> list[Seen]:
    return site.pass_days(DAYS)


def one_star_waits(site: Site) -> list[Seen]:
    site.write(overall="1")
    return site.pass_days(DAYS)


def five_stars_wait_with_a_code(site: Site) -> list[Seen]:
    site.write(overall="5", code=str(site.codes[0]))
    return site.pass_days(DAYS)


def much_happens_and_nothing_is_published(site: Site) -> list[Seen]:
    """A used code, a request for a document, a late text, an approval that is taken back, a deletion."""
    ask_for_document(
        review_id=site.write(overall="3", code=str(site.codes[35])).pk, moderator=site.cast.moderator
    )
    early = site.pass_days(2)
    press(Client(), link_in_mail(), **filled_in(overall="1"))
    later = Review.objects.latest("pk")
    approve(review_id=later.pk, moderator=site.cast.moderator)
    take_back(review_id=later.pk, moderator=site.second)
    return early + site.pass_days(DAYS)


def test_nobody_can_tell_whether_anybody_wrote_nor_stars_nor_codes(monkeypatch):
    site = Site(monkeypatch)
    as_if_nobody_wrote = seen_in(nobody_writes, site)
    for world in (one_star_waits, five_stars_wait_with_a_code, much_happens_and_nothing_is_published):
        expect_same(as_if_nobody_wrote, seen_in(world, site))
    assert set(public_patterns()) <= site.watcher.opened_views


def declined(stars: str) -> World:
    def world(site: Site) -> list[Seen]:
        review = site.write(overall=stars)
        decline(review_id=review.pk, moderator=site.cast.moderator, reason=Reason.FAKE)
        early = site.pass_days(20)
        with without_limits():
            press(Client(), link_in_mail(), text="I was there.")
        assert Appeal.objects.count() == 1
        return early + site.pass_days(DAYS)

    return world


def test_the_ledger_shows_no_stars_of_a_declined_review_that_can_be_appealed(monkeypatch):
    site = Site(monkeypatch)
    worlds = [seen_in(declined(stars), site) for stars in ("1", "5")]
    expect_same(*worlds)
    [ledger] = [text for path, (_, _, text) in worlds[0][-1].items() if path.endswith("ledger.csv")]
    assert "2026-10,,1,0,1,0,0" in ledger  # counted on November 1, without its stars


def published(codes: tuple[int, int]) -> World:
    """Two patients write; each was given one of the codes."""

    def world(site: Site) -> list[Seen]:
        for email, code in zip((ANA, BEN), codes, strict=True):
            review = site.write(email, overall="4", code=str(site.codes[code]))
            approve(review_id=review.pk, moderator=site.cast.moderator)
        seen = site.pass_days(DAYS)
        assert Review.objects.filter(state=State.PUBLISHED, proof_level="A").count() == 2
        return seen

    return world


def test_nobody_can_tell_which_code_was_used_nor_that_it_was_used_before(monkeypatch):
    site = Site(monkeypatch)
    first = seen_in(published((0, 1)), site)
    expect_same(first, seen_in(published((1, 2)), site))
    twice = seen_in(published((0, 0)), site)
    expect_same(first, twice)


def test_nothing_moves_at_the_moment_of_an_event_but_publication(monkeypatch):
    site = Site(monkeypatch)
    quiet, moderator = site.watcher.expect_silence, site.cast.moderator
    with without_limits():
        quiet(lambda: send(Client(), site.location, email=ANA, overall="1", code=str(site.codes[0])))
        quiet(lambda: press(Client(), link_in_mail(ANA)))
    review = Review.objects.latest("pk")
    quiet(
        lambda: ask_for_change(review_id=review.pk, moderator=moderator, reason=Reason.ABUSE, note="Please.")
    )
    with without_limits():
        quiet(lambda: press(Client(), link_in_mail(ANA), **filled_in(overall="2")))
    review = Review.objects.latest("pk")
    quiet(lambda: approve(review_id=review.pk, moderator=moderator))
    site.clock.now += timedelta(minutes=9)
    quiet(lambda: publish_late(0))
    site.clock.now += timedelta(minutes=1)
    before = site.watcher.seen()
    publish_late(0)
    moved = changes(before, site.watcher.seen())
    assert len(moved) > 5
    assert [path for path in moved if "ledger" in path or "codes" in path or "oak" in path] == []
    summary = RatingSummary.objects.get(location=site.location)
    assert (summary.codes_issued, summary.codes_used) == (40, 0)
    other = site.write(
        BEN, overall="5", text="Something else altogether, and it goes on for a few more words."
    )
    quiet(lambda: decline(review_id=other.pk, moderator=moderator, reason=Reason.FAKE))
    with without_limits():
        quiet(lambda: press(Client(), link_in_mail(BEN), text="I was there."))
    row = Appeal.objects.get()
    quiet(lambda: decide_appeal(appeal_id=row.pk, moderator=site.second, is_granted=False, note="No."))
    with without_limits():
        ask_for_links(Client(), site.location, BEN)
        quiet(lambda: press(Client(), link_in_mail(BEN), delete="1"))
    public = Watcher(site.watcher.locations)
    public.expect_silence(lambda: make_codes(location=site.location, size=40, user=site.cast.owner))
    public.expect_silence(
        lambda: send_reply(review=review, user=site.cast.owner, template="", text="Thank you for your words.")
    )


def test_the_ledger_and_the_codes_move_when_a_month_is_over(monkeypatch):
    site = Site(monkeypatch)
    review = site.write(overall="2", code=str(site.codes[0]))
    approve(review_id=review.pk, moderator=site.cast.moderator)
    site.clock.now += timedelta(minutes=10)
    publish_late(0)
    before = site.watcher.seen()
    public = Watcher(site.watcher.locations)
    site.clock.now = datetime(2026, 11, 1, 15, tzinfo=UTC)
    at_the_close = public.seen()
    site.run_jobs()
    moved = changes(at_the_close, public.seen())
    assert "+ 2026-10,2,1,1,0,0,0" in moved["/reviews/ledger.csv"]
    assert any("at least 10 led to a published review" in line for lines in moved.values() for line in lines)
    assert LedgerClose.objects.order_by("until").last().until == date(2026, 11, 1)
    assert "2026-10" not in before["/reviews/ledger.csv"][2]
