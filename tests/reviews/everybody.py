"""Authors, a clinic, moderators and readers who try anything in any order.

The machine keeps its own account of what happened, without the database: `accounts`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
)

from reviews.appeals.actions import SameModerator, appeal, decide_appeal
from reviews.models import (
    Appeal,
    ReaderReport,
    Reason,
    Reply,
    ReplyReason,
    Review,
    Service,
    State,
    Takedown,
)
from reviews.moderation.actions import ask_for_change, decline, lapse_old
from reviews.moderation.publication import approve, publish_due, take_back
from reviews.policy.reasons import LISTED_REASONS
from reviews.replies.actions import decide_reply, send_reply, take_back_reply
from reviews.reports.actions import decide_report, report_review
from reviews.states import NotAllowedNow
from reviews.takedowns.actions import Notice, TooEarly, answer, decide_takedown, label, receive_notice
from reviews.tokens import Link
from reviews.writing.actions import confirm, revise, submit, withdraw
from reviews.writing.draft import Draft, Proof, Sender
from tests.cast import make_user
from tests.factories import make_location

AUTHORS = ["ana@example.com", "ben@example.com", "cleo@example.com"]
DECISIONS = ["approve", "approve", "decline", "ask"]
REFUSED = (NotAllowedNow, SameModerator, TooEarly)
ON_SITE_WORDS = {State.PUBLISHED: "published", State.DECLINED: "declined", State.REMOVED: "declined"}


@dataclass
class Account:
    """The test's own account of one review."""

    stars: int
    location: int
    author: str
    word: str = "pending"  # published, declined, pending, or gone: withdrawn before a decision
    is_on_site: bool = False
    is_appealed: bool = False
    is_appeal_decided: bool = False
    is_overturned: bool = False
    was_public: bool = False
    reason: str = ""


class Everybody(RuleBasedStateMachine):
    """Each rule tries one thing on one review, possible or not."""

    def __init__(self) -> None:
        super().__init__()
        self.sandbox = transaction.atomic()
        self.sandbox.__enter__()
        self.locations = [make_location(), make_location()]
        self.moderators = [make_user(is_moderator=True), make_user(is_moderator=True)]
        self.owner = make_user()
        self.accounts: dict[int, Account] = {}
        self.log: list[tuple] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.sandbox.__exit__(None, None, None)

    # Keeping the accounts.

    def of_author(self, review: Review) -> list[Account]:
        me = self.accounts[review.pk]
        return [
            one
            for pk, one in self.accounts.items()
            if pk != review.pk and (one.location, one.author) == (me.location, me.author)
        ]

    def goes_online(self, review: Review) -> None:
        for other in self.of_author(review):
            other.is_on_site = False
        me = self.accounts[review.pk]
        me.word, me.is_on_site, me.reason, me.was_public = "published", True, "", True

    def goes_off(self, review: Review, reason: str) -> None:
        me = self.accounts[review.pk]
        me.word, me.is_on_site, me.reason = "declined", False, reason

    def arrives(self, review: Review, author: str) -> None:
        self.accounts[review.pk] = Account(review.overall, review.location_id, author)
        for other in self.of_author(review):
            if other.word == "pending":
                other.word = "gone"

    def pick(self, number: int) -> Review:
        ids = sorted(self.accounts)
        return Review.objects.get(pk=ids[number % len(ids)])

    def link(self, review: Review) -> Link:
        return Link(review.pk, review.link_serial, self.accounts[review.pk].author)

    # Authors.

    @rule(author=st.sampled_from(AUTHORS), place=st.integers(0, 1), stars=st.integers(1, 5))
    def write(self, author: str, place: int, stars: int) -> None:
        review = submit(
            location=self.locations[place], draft=draft(stars), proof=Proof(), email=author, sender=Sender()
        )
        review = confirm(link=Link(review.pk, review.link_serial, ""))
        self.arrives(review, author)

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99), stars=st.integers(1, 5))
    def edit(self, number: int, stars: int) -> None:
        review = self.pick(number)
        try:
            later = revise(link=self.link(review), draft=draft(stars), proof=Proof(), sender=Sender())
        except NotAllowedNow:
            assert review.state not in (State.WAITING, State.CHANGE_ASKED, State.PUBLISHED)
            return
        self.arrives(later, self.accounts[review.pk].author)

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99))
    def delete(self, number: int) -> None:
        review = self.pick(number)
        family = {review.pk}
        live = Review.objects.live().by(review.email_hash).filter(location=review.location_id)
        family |= {o.pk for o in live if review.replaces_id == o.pk or o.replaces_id == review.pk}
        try:
            withdraw(link=self.link(review))
        except NotAllowedNow:
            assert review.state in (State.WITHDRAWN, State.REPLACED)
            return
        for pk in family:
            one = self.accounts[pk]
            one.is_on_site = False
            one.word = "gone" if one.word == "pending" else one.word
            one.is_appeal_decided |= one.is_appealed  # an appeal about what is deleted ends with it

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99))
    def object_to_it(self, number: int) -> None:
        review = self.pick(number)
        me = self.accounts[review.pk]
        can = review.state in (State.DECLINED, State.REMOVED) and not me.is_appealed
        can = can and me.reason != Reason.COURT_ORDER
        try:
            appeal(link=self.link(review), text="I was there.")
        except NotAllowedNow:
            assert not can
        else:
            assert can
            me.is_appealed = True

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99))
    def answer_the_notice(self, number: int) -> None:
        review = self.pick(number)
        try:
            answer(link=self.link(review), text="It happened.")
        except NotAllowedNow:
            assert not review.takedowns.filter(state=Takedown.State.LABELLED).exists()

    # Moderators.

    @precondition(lambda self: self.accounts)
    @rule(
        number=st.integers(0, 99), who=st.integers(0, 1), does=st.sampled_from(["approve", "decline", "ask"])
    )
    def moderate(self, number: int, who: int, does: str) -> None:
        review, moderator = self.pick(number), self.moderators[who]
        reason = LISTED_REASONS[number % len(LISTED_REASONS)]
        try:
            if does == "approve":
                approve(review_id=review.pk, moderator=moderator)
            elif does == "decline":
                decline(review_id=review.pk, moderator=moderator, reason=reason)
                self.goes_off(review, reason)
            else:
                ask_for_change(review_id=review.pk, moderator=moderator, reason=reason, note="Please.")
        except NotAllowedNow:
            assert review.state != State.WAITING

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99), who=st.integers(0, 1))
    def think_again(self, number: int, who: int) -> None:
        review = self.pick(number)
        try:
            take_back(review_id=review.pk, moderator=self.moderators[who])
        except NotAllowedNow:
            assert review.state != State.APPROVED

    @rule(minutes=st.sampled_from([0, 10]))
    def minutes_pass(self, minutes: int) -> None:
        """What was approved becomes public after ten minutes, and not before."""
        approved = list(Review.objects.filter(state=State.APPROVED).order_by("public_at", "pk"))
        due = approved if minutes else []
        assert publish_due(timezone.now() + timedelta(minutes=minutes)) == len(due)
        for review in due:
            self.goes_online(review)

    @rule(who=st.integers(0, 1), granted=st.booleans())
    def decide_an_appeal(self, who: int, granted: bool) -> None:
        row = Appeal.objects.filter(state=Appeal.State.OPEN).order_by("pk").first()
        if row is None:
            return
        others = [pk for pk, one in self.accounts.items() if one in self.of_author(row.review)]
        newer = max((pk for pk in others if self.accounts[pk].is_on_site), default=0)
        try:
            decide_appeal(appeal_id=row.pk, moderator=self.moderators[who], is_granted=granted, note="So.")
        except SameModerator:
            assert row.against == self.moderators[who]
            return
        assert row.against != self.moderators[who]
        me = self.accounts[row.review_id]
        me.is_appeal_decided = True
        if granted:
            me.is_overturned = True
            if newer > row.review_id:
                me.word, me.reason, me.was_public = "published", "", True
            else:
                self.goes_online(row.review)

    @rule(days=st.sampled_from([0, 31]))
    def time_passes(self, days: int) -> None:
        asked = list(Review.objects.filter(state=State.CHANGE_ASKED))
        assert lapse_old(timezone.now() + timedelta(days=days)) == (len(asked) if days else 0)
        for review in asked if days else []:
            self.goes_off(review, Reason.NO_CHANGE)

    # Readers, lawyers and the clinic.

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99), key=st.sampled_from("ab"))
    def report(self, number: int, key: str) -> None:
        review = self.pick(number)
        report_review(review=review, reason=Reason.FAKE, text="", visitor_key=key)

    @rule(who=st.integers(0, 1), off=st.booleans())
    def decide_a_report(self, who: int, off: bool) -> None:
        row = ReaderReport.objects.filter(state=ReaderReport.State.OPEN).order_by("pk").first()
        if row is None:
            return
        decide_report(report_id=row.pk, moderator=self.moderators[who], reason=Reason.FAKE if off else None)
        if off:
            self.goes_off(row.review, Reason.FAKE)

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99), kind=st.sampled_from(Takedown.Kind))
    def send_a_notice(self, number: int, kind: Takedown.Kind) -> None:
        review = self.pick(number)
        notice = Notice(kind, "Jordan Lee", "lee@example.com", "This is wrong.")
        try:
            receive_notice(review=review, notice=notice)
        except NotAllowedNow:
            assert not self.accounts[review.pk].is_on_site

    @rule(who=st.integers(0, 1), does=st.sampled_from(["label", "keep", "remove", "order"]))
    def decide_a_notice(self, who: int, does: str) -> None:
        row = Takedown.objects.exclude(state__in=["kept", "removed"]).order_by("pk").first()
        if row is None:
            return
        reason = {"remove": Reason.PERSONAL_DATA, "order": Reason.COURT_ORDER}.get(does)
        moderator = self.moderators[who]
        try:
            if does == "label":
                label(takedown_id=row.pk, moderator=moderator)
                return
            decide_takedown(takedown_id=row.pk, moderator=moderator, reason=reason)
        except REFUSED:
            assert does != "order"
            return
        if reason:
            self.goes_off(row.review, reason)

    @precondition(lambda self: self.accounts)
    @rule(number=st.integers(0, 99), takes_back=st.booleans())
    def reply(self, number: int, takes_back: bool) -> None:
        review = self.pick(number)
        if takes_back:
            take_back_reply(review=review)
            return
        try:
            send_reply(review=review, user=self.owner, template="", text="Thank you.")
        except NotAllowedNow:
            assert not self.accounts[review.pk].is_on_site or review.replies.exists()

    @rule(who=st.integers(0, 1), declines=st.booleans())
    def decide_a_reply(self, who: int, declines: bool) -> None:
        row = Reply.objects.filter(state=Reply.State.WAITING).order_by("pk").first()
        if row is None:
            return
        try:
            decide_reply(
                reply_id=row.pk,
                moderator=self.moderators[who],
                reason=ReplyReason.PATIENT if declines else None,
            )
        except NotAllowedNow:
            assert not self.accounts[row.review_id].is_on_site


def draft(stars: int) -> Draft:
    text = f"The staff explained every step, and sessions began on time. {stars} times I was glad."
    return Draft(overall=stars, text=text, care_month=3, care_year=2026, service=Service.TMS)
