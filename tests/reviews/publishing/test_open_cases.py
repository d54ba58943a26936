"""What is open about a review ends with it."""

import pytest

from reviews.models import Decision, ReaderReport, State, Takedown
from tests.reviews.factories import make_reader_report, make_review, make_takedown
from tests.reviews.moderating import AUTHOR, state_of
from tests.reviews.sending import ask_for_links, link_in_mail, press

pytestmark = pytest.mark.django_db


def test_what_is_open_about_a_review_is_closed_when_its_author_deletes_it(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    make_reader_report(review)
    make_takedown(review)
    ask_for_links(client, cast.location, AUTHOR)
    press(client, link_in_mail(AUTHOR), delete="1")
    assert state_of(review) == State.WITHDRAWN
    assert ReaderReport.objects.get().state == "upheld"
    assert Takedown.objects.get().state == "removed"
    assert {line.action for line in Decision.objects.all()} == {"dismiss"}
