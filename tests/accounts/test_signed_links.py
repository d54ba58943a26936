"""Links that one machine of a site signs work at another whose clock is up to five minutes off."""

import time
from datetime import timedelta

import pytest

from accounts import lifting_locks
from accounts.signed_links import MAX_CLOCK_SKEW
from content.guides import preview_links
from reviews.tokens import PURPOSES, OldLink, open_link, seal
from tests.cast import make_user
from tests.factories import make_location
from tests.reviews.factories import make_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]
OFF = MAX_CLOCK_SKEW - timedelta(seconds=10)
TOO_FAR_OFF = MAX_CLOCK_SKEW + timedelta(seconds=10)


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of this machine by so much."""
    real = time.time

    def move(by: timedelta) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + by.total_seconds())

    return move


@pytest.mark.parametrize("purpose", PURPOSES)
def test_an_authors_link_tolerates_clocks_that_differ_both_ways(clock, purpose):
    review = make_review(make_location())
    token = seal(purpose, review, "ana@example.com")
    for by in (-OFF, OFF, PURPOSES[purpose].lifetime + OFF):
        clock(by)
        assert open_link(purpose, token).review_id == review.pk
    for by in (-TOO_FAR_OFF, PURPOSES[purpose].lifetime + TOO_FAR_OFF):
        clock(by)
        with pytest.raises(OldLink):
            open_link(purpose, token)


def test_a_preview_of_a_guide_and_a_link_that_lifts_a_lock_tolerate_them_too(clock):
    user = make_user()
    lock = lifting_locks.token_for(user)
    preview = preview_links.preview_url(7).split("/")[-2]
    for by in (-OFF, OFF):
        clock(by)
        assert lifting_locks.holder_of(lock) == user
        assert preview_links.version_of(preview) == 7
    clock(lifting_locks.LASTS + OFF)
    assert lifting_locks.holder_of(lock) == user
    clock(preview_links.VALID_FOR + OFF)
    assert preview_links.version_of(preview) == 7
    clock(preview_links.VALID_FOR + TOO_FAR_OFF)
    with pytest.raises(preview_links.PreviewLinkInvalid):
        preview_links.version_of(preview)
