"""Legal notices: labeled, answered by the author, decided, each step logged."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import (
    Decision,
    Reason,
    State,
    Takedown,
)
from reviews.takedowns.actions import TooEarly, decide_takedown
from tests.jobs import mails
from tests.reviews.factories import (
    make_review,
    make_takedown,
)
from tests.reviews.moderating import AUTHOR, act, approve_and_publish, state_of
from tests.reviews.sending import FROM_HERE, ask_for_links, press

pytestmark = pytest.mark.django_db


def send_notice(client, review, kind="false"):
    values = {"kind": kind, "statement": "There is no such room.", "name": "Lee", "email": "lee@example.com"}
    return press(client, reverse("takedown-notice", args=[review.public_id]), **values)


def test_a_notice_is_labeled_answered_and_decided(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    assert send_notice(client, review).status_code == 200
    takedown = Takedown.objects.get()
    assert "14 days" in mails("lee@example.com")[-1].text
    act(cast.moderator, "decide-takedown", takedown.pk, "label")
    page = client.get(reverse("review-list", args=[cast.location.pk])).content.decode()
    assert "legal notice about this review" in page
    too_early = act(cast.moderator, "decide-takedown", takedown.pk, "remove", reason="false")
    assert "may still answer" in too_early.content.decode()
    ask_for_links(client, cast.location, AUTHOR)
    link = re.search(r"(/reviews/answer/\S+)", mails(AUTHOR)[-1].text)[1]
    page = client.get(link).content.decode()
    assert "no such room" in page
    assert "lee@example.com" not in page
    assert press(client, link, text="There is, on the second floor.").status_code == 200
    assert press(client, link, text="Again").status_code == 409
    act(cast.moderator, "decide-takedown", takedown.pk, "keep", note="The room exists.")
    takedown.refresh_from_db()
    assert (takedown.state, takedown.answer) == ("kept", "There is, on the second floor.")
    assert "The room exists." in mails("lee@example.com")[-1].text
    review.refresh_from_db()
    assert (review.state, review.disputed_at) == (State.PUBLISHED, None)
    assert [line.action for line in Decision.objects.order_by("pk")] == ["label", "keep"]


def test_a_copyright_notice_needs_the_statement_that_the_law_asks_for(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    response = send_notice(client, review, kind="copyright")
    assert response.status_code == 400
    page = response.content.decode()
    assert "A copyright notice needs this statement." in page
    assert "There is no such room." in page
    path = reverse("takedown-notice", args=[review.public_id])
    values = {"kind": "copyright", "statement": "My poem.", "name": "Lee", "email": "lee@example.com"}
    assert press(client, path, **values, sworn="on").status_code == 200
    assert Takedown.objects.get().kind == Takedown.Kind.COPYRIGHT


def test_the_author_of_a_copied_text_is_told_that_a_counter_notice_tells_who_they_are(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    takedown = make_takedown(review, kind="copyright")
    act(cast.moderator, "decide-takedown", takedown.pk, "label")
    ask_for_links(client, cast.location, AUTHOR)
    link = re.search(r"(/reviews/answer/\S+)", mails(AUTHOR)[-1].text)[1]
    page = client.get(link).content.decode()
    assert "tells the other side who you are" in page
    assert "/takedown/#counter" in page


def test_a_review_is_not_taken_off_before_its_author_had_time_to_answer(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    takedown = make_takedown(review)
    with pytest.raises(TooEarly):
        decide_takedown(takedown_id=takedown.pk, moderator=cast.moderator, reason=Reason.FALSE)
    Takedown.objects.update(state="labelled", answer_until=timezone.now() - timedelta(minutes=1))
    decide_takedown(takedown_id=takedown.pk, moderator=cast.moderator, reason=Reason.FALSE)
    assert state_of(review) == State.REMOVED


def test_a_court_order_is_honored_at_once_and_can_t_be_appealed_here(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    send_notice(client, review, kind="court-order")
    act(cast.moderator, "decide-takedown", Takedown.objects.get().pk, "remove", reason="court-order")
    assert state_of(review) == State.REMOVED
    assert Decision.objects.get().reason == Reason.COURT_ORDER
    ask_for_links(client, cast.location, AUTHOR)
    assert "/reviews/appeal/" not in mails(AUTHOR)[-1].text


def test_one_address_gets_few_mails_about_notices_no_matter_who_types_it(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    path = reverse("takedown-notice", args=[review.public_id])
    values = {"kind": "false", "statement": "There is no such room.", "name": "Lee"}

    def send_from(visitor: str, email: str):
        values["email"] = email
        return client.post(path, values, headers=FROM_HERE, REMOTE_ADDR=visitor)

    answers = [send_from(f"10.1.1.{number}", f"lee+{number}@example.com") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert (len(mails()), Takedown.objects.count()) == (3, 3)
    assert send_from("10.1.1.5", "kim@example.com").status_code == 200


def test_a_notice_moves_to_the_text_that_replaces_the_disputed_one(cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR, disputed_at=timezone.now())
    takedown = make_takedown(review, state="answered")
    later = make_review(cast.location, email=AUTHOR, replaces=review)
    approve_and_publish(review_id=later.pk, moderator=cast.moderator)
    takedown.refresh_from_db()
    later.refresh_from_db()
    assert takedown.review == later
    assert later.disputed_at is not None
