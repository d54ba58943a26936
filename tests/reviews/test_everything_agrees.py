"""No matter what authors, clinics, moderators and readers do, in any order: averages, counts, ledger and log
agree with a second account of what happened, which the test keeps without the database.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from providers.models import Location
from reviews.decisions.log import last_word
from reviews.ledger.counts import counted
from reviews.models import Decision, Review, State
from reviews.rating.recount import wrong_locations, wrong_votes
from tests.reviews.everybody import Account, Everybody

WORDS = {State.PUBLISHED: "published", State.DECLINED: "declined", State.REMOVED: "declined"}


class Agreement(Everybody):
    """What must agree after each step."""

    @invariant()
    def the_averages_are_those_of_the_published_reviews(self) -> None:
        for location in Location.objects.filter(pk__in=[one.pk for one in self.locations]):
            scores = [t.stars for t in self.accounts.values() if t.is_on_site and t.location == location.pk]
            assert location.rating_count == len(scores)
            if scores:
                assert float(location.rating_average) == pytest.approx(sum(scores) / len(scores), abs=0.0051)
            else:
                assert location.rating_average is None
        assert wrong_locations() == []
        assert wrong_votes() == []

    @invariant()
    def the_ledger_is_what_happened(self) -> None:
        """As it will be when a month is closed in which nobody can appeal any more by the mailed link."""
        month = timezone.localdate().replace(day=1)
        found = counted((month + timedelta(days=100)).replace(day=1))
        decided = [one for one in self.accounts.values() if one.word in ("published", "declined")]
        mine = Counter()
        why = Counter()
        for one in decided:
            counts = (one.word == "published", one.word == "declined", one.is_appealed, one.is_overturned)
            for at, number in enumerate(counts):
                mine[shown_stars(one), at] += number
            if one.word == "declined":
                why[shown_stars(one), one.reason] += 1
        assert {row[0] for row in found.sums} <= {month}
        theirs = {(row[1], at): number for row in found.sums for at, number in enumerate(row[3:])}
        assert +mine == +Counter(theirs)
        assert {(row[1], row[3]): row[4] for row in found.reasons} == dict(why)
        now = counted(month)  # nothing of this month
        assert (now.sums, now.reasons, now.medians) == ([], [], [])

    @invariant()
    def the_log_only_grows_and_its_last_word_is_the_state(self) -> None:
        log = list(Decision.objects.order_by("pk").values_list())
        assert log[: len(self.log)] == self.log
        self.log = log
        for review in Review.objects.filter(pk__in=self.accounts):
            decision, one = last_word(review), self.accounts[review.pk]
            if decision is None:
                assert one.word in ("pending", "gone")
            else:
                is_published = decision.action in ("approve", "reinstate")
                assert one.word == ("published" if is_published else "declined")
            assert (review.state == State.PUBLISHED) == one.is_on_site
            assert WORDS.get(review.state, one.word) == one.word


def shown_stars(one: Account) -> int:
    """An open appeal hides the stars of a review that was never public."""
    return 0 if one.is_appealed and not one.is_appeal_decided and not one.was_public else one.stars


def test_averages_counts_ledger_and_log_agree_after_every_step(db):
    run_state_machine_as_test(
        Agreement, settings=settings(max_examples=25, stateful_step_count=30, deadline=None)
    )
