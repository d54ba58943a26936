"""Appeals, reports by readers, legal notices, and replies of clinics: each with its own end, each logged."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reviews.appeals.actions import SameModerator, decide_appeal
from reviews.decisions.log import last_word
from reviews.models import Appeal, Decision, ReaderReport, Reason, Reply, Review, State, Takedown
from reviews.moderation.actions import approve, decline
from reviews.replies.deciding import decide_reply
from reviews.takedowns.actions import TooEarly, decide_takedown
from tests.cast import make_cast, make_user
from tests.factories import make_location
from tests.jobs import mails
from tests.reviews.factories import (
    make_appeal,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)
from tests.reviews.sending import FROM_HERE, ask_for_links, link_in_mail, press

pytestmark = pytest.mark.django_db
AUTHOR = "ana@example.com"


@pytest.fixture
def cast():
    return make_cast(make_location(name="Harbor TMS"))


@pytest.fixture
def other(cast):
    return make_user(is_moderator=True, second_factor=True)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(user, name: str, pk: int, action: str, **values: str):
    data = {"action": action, **{f"{action}-{field}": value for field, value in values.items()}}
    return signed_in(user).post(reverse(name, args=[pk]), data, follow=True)


def state_of(review: Review) -> str:
    return Review.objects.get(pk=review.pk).state


def declined(cast) -> Review:
    review = make_review(cast.location, email=AUTHOR)
    decline(review_id=review.pk, moderator=cast.moderator, reason=Reason.FAKE)
    return review


# Appeals.


def test_an_author_appeals_once_and_another_moderator_decides(client, cast, other):
    review = declined(cast)
    link = link_in_mail(AUTHOR)
    page = client.get(link).content.decode()
    assert "Suspected fake" in page
    assert press(client, link).status_code == 400
    assert press(client, link, text="I was there in March.").status_code == 200
    assert press(client, link, text="Again.").status_code == 409
    appeal = Appeal.objects.get()
    own = act(cast.moderator, "decide-appeal", appeal.pk, "grant")
    assert own.status_code == 403
    assert "your own decision" in own.content.decode()
    act(other, "decide-appeal", appeal.pk, "grant", note="Sorry.")
    assert state_of(review) == State.PUBLISHED
    appeal.refresh_from_db()
    assert (appeal.state, appeal.decided_by, appeal.email) == ("granted", other, "")
    assert "You were right" in mails(AUTHOR)[-1].text


def test_a_refused_appeal_says_why_and_is_the_last(client, cast, other):
    review = declined(cast)
    link = link_in_mail(AUTHOR)
    press(client, link, text="I was there.")
    appeal = Appeal.objects.get()
    assert act(other, "decide-appeal", appeal.pk, "refuse").status_code == 400
    act(other, "decide-appeal", appeal.pk, "refuse", note="It copies another text.")
    assert state_of(review) == State.DECLINED
    assert "copies another text" in mails(AUTHOR)[-1].text
    assert Decision.objects.latest("pk").action == "uphold"
    assert press(client, link, text="But I was there.").status_code == 409


def test_neither_the_actions_nor_the_table_let_the_first_moderator_decide(cast, other):
    appeal = make_appeal(make_review(state=State.DECLINED), against=cast.moderator)
    with pytest.raises(SameModerator):
        decide_appeal(appeal_id=appeal.pk, moderator=cast.moderator, is_granted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by=cast.moderator)


def test_with_one_moderator_the_admins_are_asked_to_decide(client, cast):
    declined(cast)
    press(client, link_in_mail(AUTHOR), text="I was there.")
    appeal = Appeal.objects.get()
    assert reverse("decide-appeal", args=[appeal.pk]) in mails(cast.admin.email)[-1].text
    act(cast.admin, "decide-appeal", appeal.pk, "grant")
    assert Appeal.objects.get().decided_by == cast.admin


def test_a_later_text_of_the_same_care_stands_when_an_appeal_is_granted(cast, other):
    review = declined(cast)
    later = make_review(cast.location, email=AUTHOR)
    approve(review_id=later.pk, moderator=other)
    appeal = make_appeal(review, against=cast.moderator)
    decide_appeal(appeal_id=appeal.pk, moderator=other, is_granted=True)
    assert (state_of(review), state_of(later)) == (State.REPLACED, State.PUBLISHED)
    assert last_word(review).action == "reinstate"


# Reports by readers.


def report(client, review, **values):
    return press(client, reverse("report-review", args=[review.pk]), **values)


def test_a_report_needs_no_account_and_sets_no_cookie(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    assert report(client, review).status_code == 400
    assert report(client, review, reason="fake", text="Same words elsewhere").status_code == 200
    report(client, review, reason="abuse")
    assert ReaderReport.objects.get().reason == Reason.FAKE  # one a day from one visitor
    assert not client.cookies
    assert client.post(reverse("report-review", args=[review.pk]), {"reason": "fake"}).status_code == 403


def test_reports_of_a_review_close_together_with_an_outcome(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    first, second = (make_reader_report(review, visitor_key=key) for key in "ab")
    act(cast.moderator, "decide-report", first.pk, "keep", note="Nothing wrong.")
    assert state_of(review) == State.PUBLISHED
    assert {row.state for row in ReaderReport.objects.all()} == {"dismissed"}
    assert [line.subject_id for line in Decision.objects.order_by("pk")] == [first.pk, second.pk]
    third = make_reader_report(review)
    act(cast.moderator, "decide-report", third.pk, "remove", reason="abuse")
    assert state_of(review) == State.REMOVED
    cast.location.refresh_from_db()
    assert cast.location.rating_count == 0


def test_an_author_learns_of_a_removal_with_the_next_link_and_can_appeal(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    act(cast.moderator, "decide-report", make_reader_report(review).pk, "remove", reason="abuse")
    ask_for_links(client, cast.location, AUTHOR)
    mail = mails(AUTHOR)[-1].text
    assert "Abuse" in mail
    press(client, re.search(r"(/reviews/appeal/\S+)", mail)[1], text="It is no abuse.")
    assert Appeal.objects.get().against == cast.moderator


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


# Legal notices.


def send_notice(client, review, kind="false"):
    values = {"kind": kind, "statement": "There is no such room.", "name": "Lee", "email": "lee@example.com"}
    return press(client, reverse("takedown-notice", args=[review.pk]), **values)


def test_a_notice_is_labelled_answered_and_decided(client, cast):
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


def test_a_review_is_not_taken_off_before_its_author_had_time_to_answer(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    takedown = make_takedown(review)
    with pytest.raises(TooEarly):
        decide_takedown(takedown_id=takedown.pk, moderator=cast.moderator, reason=Reason.FALSE)
    Takedown.objects.update(state="labelled", answer_until=timezone.now() - timedelta(minutes=1))
    decide_takedown(takedown_id=takedown.pk, moderator=cast.moderator, reason=Reason.FALSE)
    assert state_of(review) == State.REMOVED


def test_a_court_s_order_is_honoured_at_once_and_can_t_be_appealed_here(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR)
    send_notice(client, review, kind="court-order")
    act(cast.moderator, "decide-takedown", Takedown.objects.get().pk, "remove", reason="court-order")
    assert state_of(review) == State.REMOVED
    assert Decision.objects.get().reason == Reason.COURT_ORDER
    ask_for_links(client, cast.location, AUTHOR)
    assert "/reviews/appeal/" not in mails(AUTHOR)[-1].text


def test_one_address_gets_few_mails_about_notices_whoever_types_it(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    path = reverse("takedown-notice", args=[review.pk])
    values = {"kind": "false", "statement": "There is no such room.", "name": "Lee"}

    def send_from(visitor: str, email: str):
        values["email"] = email
        return client.post(path, values, headers=FROM_HERE, REMOTE_ADDR=visitor)

    answers = [send_from(f"10.1.1.{number}", f"lee+{number}@example.com") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert (len(mails()), Takedown.objects.count()) == (3, 3)
    assert send_from("10.1.1.5", "kim@example.com").status_code == 200


def test_a_notice_goes_over_to_the_text_that_replaces_the_disputed_one(cast):
    review = make_review(cast.location, state=State.PUBLISHED, email=AUTHOR, disputed_at=timezone.now())
    takedown = make_takedown(review, state="answered")
    later = make_review(cast.location, email=AUTHOR, replaces=review)
    approve(review_id=later.pk, moderator=cast.moderator)
    takedown.refresh_from_db()
    later.refresh_from_db()
    assert takedown.review == later
    assert later.disputed_at is not None


# Replies.


def test_a_reply_is_published_under_its_review_once_a_moderator_has_read_it(client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    reply = make_reply(review, author=cast.owner, text="Everybody here reads what is said.")
    url = reverse("review-list", args=[cast.location.pk])
    assert "Everybody here reads" not in client.get(url).content.decode()
    act(cast.moderator, "moderate-reply", reply.pk, "approve")
    assert "Everybody here reads" in client.get(url).content.decode()
    assert "stands under the review" in mails(cast.owner.email)[-1].text


def test_a_reply_that_names_the_patient_s_treatment_is_pointed_out_and_declined(cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    reply = make_reply(review, author=cast.owner, text="We are glad that your TMS sessions helped.")
    page = signed_in(cast.moderator).get(reverse("moderate-reply", args=[reply.pk])).content.decode()
    assert "your TMS sessions" in page
    assert "Names a treatment: TMS" in page
    assert act(cast.moderator, "moderate-reply", reply.pk, "approve").status_code == 400
    act(cast.moderator, "moderate-reply", reply.pk, "decline", reason="patient")
    assert Reply.objects.get().state == "declined"
    assert "Confirms that somebody was a patient" in mails(cast.owner.email)[-1].text
    line = Decision.objects.get()
    assert (line.subject, line.action, line.reason) == ("reply", "decline", "patient")


def test_a_decision_on_a_reply_says_nothing_about_the_review(cast):
    review = make_review(cast.location)
    approve(review_id=review.pk, moderator=cast.moderator)
    decide_reply(reply_id=make_reply(review).pk, moderator=cast.moderator, reason="patient")
    assert last_word(review).action == "approve"
