"""Editing and deleting a review through a new link, and who learns what by asking for one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.models import HelpfulVote, Review, State
from reviews.publishing.actions import publish
from reviews.states import Action, lock_review, move
from reviews.tokens import seal
from tests.factories import make_location
from tests.jobs import mails, run_jobs, waiting_jobs
from tests.reviews.factories import make_reply, make_review
from tests.reviews.sending import FROM_HERE, ask_for_links, filled_in, link_in_mail, press

pytestmark = pytest.mark.django_db

ANA = "ana@example.com"


def edit(client, path, **changes):
    return client.post(path, filled_in(**changes), headers=FROM_HERE)


@pytest.fixture
def published():
    return make_review(make_location(), state=State.PUBLISHED, email=ANA, overall=2)


def test_the_answer_does_not_reveal_who_has_written(client, published):
    known = ask_for_links(client, published.location)
    unknown = ask_for_links(client, published.location, "other@example.com")
    assert known.content == unknown.content
    assert [mail.to for mail in mails()] == [ANA]


def test_the_request_does_the_same_for_everybody_and_leaves_the_rest_to_a_job(client, published):
    path = reverse("edit-review-request", args=[published.location_id])
    press(client, path, email="somebody@example.com")  # the process remembers the page from now on
    ran = []
    for email in (ANA, "bob@example.com"):
        with CaptureQueriesContext(connection) as queries:
            press(client, path, email=email)
        ran.append([re.sub(r"'[^']*'", "'…'", query["sql"]) for query in queries])
        job = waiting_jobs().latest("pk")
        assert job.task_name == "reviews.send_edit_links"
        assert email not in str(job.args)
    assert ran[0] == ran[1]
    assert not [sql for sql in ran[0] if "reviews_review" in sql]
    assert mails() == []
    assert run_jobs() == ["reviews.send_edit_links"] * 3 + ["mail.deliver"]
    assert [mail.to for mail in mails()] == [ANA]


def test_who_asks_about_a_place_that_is_deleted_meanwhile_gets_no_mail(client):
    location = make_location()
    press(client, reverse("edit-review-request", args=[location.pk]), email=ANA)
    location.delete()
    assert run_jobs() == ["reviews.send_edit_links"]
    assert mails() == []


def test_the_author_gets_the_link_however_the_address_is_typed(client, published):
    ask_for_links(client, published.location, "ANA+later@Example.com")
    assert len(mails()) == 1


def test_an_edit_waits_while_readers_see_the_old_text(client, published):
    ask_for_links(client, published.location)
    path = link_in_mail()
    assert published.text in client.get(path).content.decode()
    assert edit(client, path, overall="5").status_code == 302
    new = Review.objects.latest("pk")
    published.refresh_from_db()
    assert (new.state, new.overall, new.replaces) == (State.WAITING, 5, published)
    assert new.email == ANA  # for the mail with the decision
    assert (published.state, published.overall) == (State.PUBLISHED, 2)


def test_once_published_the_edit_takes_the_place_votes_and_reply_of_the_old_text(client, published):
    make_reply(published, state="published")
    HelpfulVote.objects.create(review=published, visitor_key="a")
    Review.objects.filter(pk=published.pk).update(helpful_count=1)
    ask_for_links(client, published.location)
    edit(client, link_in_mail(), overall="5", care_year="2024")  # even as another course
    new = lock_review(Review.objects.latest("pk").pk)
    move(new, Action.APPROVE)
    publish(new, Action.PUBLISH, moment=new.confirmed_at)
    new.refresh_from_db()
    published.refresh_from_db()
    new.location.refresh_from_db()
    assert (published.state, published.text, published.helpful_count) == (State.REPLACED, "", 0)
    assert (new.state, new.helpful_count, new.replies.count()) == (State.PUBLISHED, 1, 1)
    assert (new.published_at, new.updated_at) == (published.published_at, new.confirmed_at)
    assert (new.location.rating_average, new.location.rating_count) == (5, 1)
    assert new.email == ""


def test_a_link_works_once(client, published):
    ask_for_links(client, published.location)
    path = link_in_mail()
    edit(client, path)
    assert client.get(path).status_code == 409
    assert edit(client, path).status_code == 409
    assert press(client, path, delete="1").status_code == 409
    assert Review.objects.count() == 2


def test_mistakes_in_an_edit_lose_nothing(client, published):
    ask_for_links(client, published.location)
    response = edit(client, link_in_mail(), text="Too short, but kept.")
    assert response.status_code == 400
    assert "Too short, but kept." in response.content.decode()


def test_a_second_edit_replaces_the_one_that_waits(client, published):
    for score in ("5", "3"):
        ask_for_links(client, published.location)
        edit(client, link_in_mail(), overall=score)
    assert [row.state for row in Review.objects.order_by("pk")] == ["published", "replaced", "waiting"]
    assert Review.objects.latest("pk").replaces == published


def test_an_author_who_was_asked_for_a_change_edits_through_the_moderator_s_link(client):
    review = make_review(state=State.CHANGE_ASKED, email=ANA)
    path = reverse("edit-review", args=[seal("change", review, ANA)])
    assert edit(client, path).status_code == 302
    review.refresh_from_db()
    assert (review.state, Review.objects.latest("pk").state) == (State.REPLACED, State.WAITING)


def test_deleting_takes_the_text_the_answers_the_hash_and_the_rating_away_at_once(client, published):
    reply = make_reply(published, state="published")
    ask_for_links(client, published.location)
    response = press(client, link_in_mail(), delete="1")
    assert "Your review is deleted" in response.content.decode()
    published.refresh_from_db()
    reply.refresh_from_db()
    assert (published.state, published.text, published.email_hash) == (State.WITHDRAWN, "", "")
    assert set(published.answers) == {0}
    assert reply.state == "withdrawn"
    published.location.refresh_from_db()
    assert (published.location.rating_average, published.location.rating_count) == (None, 0)


def test_deleting_an_edit_that_waits_deletes_the_review_that_it_was_to_replace(client, published):
    ask_for_links(client, published.location)
    edit(client, link_in_mail())
    ask_for_links(client, published.location)
    press(client, link_in_mail(), delete="1")
    assert set(Review.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


@pytest.mark.parametrize("state", [State.DECLINED, State.REMOVED])
def test_what_is_not_published_can_be_deleted_but_not_edited(client, state):
    review = make_review(state=state, email=ANA)
    ask_for_links(client, review.location)
    path = link_in_mail()
    page = client.get(path).content.decode()
    assert "Delete my review" in page
    assert "Send the change" not in page
    edit(client, path)
    review.refresh_from_db()
    assert review.state == state
    press(client, path, delete="1")
    review.refresh_from_db()
    assert review.state == State.WITHDRAWN


def test_asking_for_links_is_limited(client, published):
    answers = [ask_for_links(client, published.location).status_code for _ in range(12)]
    assert answers.count(200) == 5
    assert len(mails()) == 5
