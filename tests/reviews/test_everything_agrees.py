"""No matter what authors, clinics, moderators and readers do, in any order: averages, counts, ledger and log
agree with a second account of what happened, which the test keeps without the database.
"""

from collections import Counter

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from providers.models import Location
from reviews.decisions.log import last_word
from reviews.ledger.counts import STARS, ledger, reasons
from reviews.models import Decision, Review, State
from reviews.rating.recount import wrong_locations, wrong_votes
from tests.reviews.everybody import Everybody

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
        month = timezone.localdate().replace(day=1)
        rows = {row.stars: row for row in ledger()}
        counted = Counter((one.stars, one.word) for one in self.accounts.values())
        for stars in STARS if rows else ():
            row, mine = rows[stars], [one for one in self.accounts.values() if one.stars == stars]
            assert row.month == month
            assert row.received == row.published + row.declined + row.pending
            assert row.published == counted[stars, "published"]
            assert row.declined == counted[stars, "declined"]
            assert row.pending == counted[stars, "pending"]
            assert row.appealed == sum(one.is_appealed for one in mine)
            assert row.overturned == sum(one.is_overturned for one in mine)
        assert bool(rows) == any(one.word != "gone" for one in self.accounts.values())
        why = Counter((one.reason, one.stars) for one in self.accounts.values() if one.word == "declined")
        assert {(row.reason, row.stars): row.declined for row in reasons()} == dict(why)

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


def test_averages_counts_ledger_and_log_agree_after_every_step(db):
    run_state_machine_as_test(
        Agreement, settings=settings(max_examples=25, stateful_step_count=30, deadline=None)
    )
