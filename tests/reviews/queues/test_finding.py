"""Lists of moderators: searching, filtering, links to what they name, and who reads what."""

import re

import pytest
from django.urls import reverse

from reviews.models import Reason, State
from reviews.moderation.actions import decline
from tests.factories import make_location
from tests.reviews.factories import (
    make_appeal,
    make_document,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)
from tests.reviews.moderating import approve_and_publish, page_of, signed_in

pytestmark = pytest.mark.django_db


def listed(client, name="moderation", **parameters) -> str:
    response = client.get(reverse(name), parameters)
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_is_searched_by_words_places_and_numbers(moderator_client, cast):
    parking = make_review(cast.location, text="Parking is easy and the elevator works. " * 2)
    other = make_review(make_location(name="Oak TMS", city="Peoria"))
    for words, found in (
        ("parking ELEVATOR", parking),
        ("oak", other),
        ("peoria", other),
        (str(other.pk), other),
    ):
        page = listed(moderator_client, q=words)
        assert page_of(found) in page, words
        assert page.count('class="moderation-row-title"') == 1, words
    assert "Nothing matches." in listed(moderator_client, q="nowhere")
    assert "Not listed" not in listed(moderator_client, q="nowhere")
    for odd in ("\0", "9" * 40, "%", "'; --"):
        listed(moderator_client, q=odd)


def test_the_queue_is_filtered_by_proof_and_kind(moderator_client, cast):
    with_document = make_review(cast.location, document_kind="letter")
    make_document(with_document)
    with_code = make_review(cast.location, proof_level="A")
    plain = make_review(cast.location)
    edit = make_review(cast.location, replaces=make_review(cast.location, state=State.PUBLISHED))
    for parameters, found in (
        ({"proof": "document"}, {with_document}),
        ({"proof": "code"}, {with_code}),
        ({"proof": "none"}, {plain, edit}),
        ({"kind": "edit"}, {edit}),
        ({"kind": "new", "proof": "none"}, {plain}),
    ):
        page = listed(moderator_client, **parameters)
        shown = {int(number) for number in re.findall(r"/moderation/reviews/(\d+)/", page)}
        assert shown == {review.pk for review in found}, parameters
    assert "We don’t know this choice" in listed(moderator_client, proof="stars")


def test_links_to_other_pages_keep_the_search(moderator_client, cast):
    for _ in range(21):
        make_review(cast.location, text="Parking is easy and the elevator works. " * 2)
    assert "?page=2&amp;q=parking" in listed(moderator_client, q="parking")


def test_every_list_says_which_colleague_reads_an_item_and_so_does_the_item(moderator_client, cast, other):
    published = make_review(cast.location, state=State.PUBLISHED)
    for name, item, row in (
        ("moderation", "moderate-review", make_review(cast.location)),
        ("moderate-replies", "moderate-reply", make_reply(published)),
        ("moderate-appeals", "decide-appeal", make_appeal(make_review(cast.location, state="declined"))),
        ("moderate-reports", "decide-report", make_reader_report(published)),
        ("moderate-takedowns", "decide-takedown", make_takedown(published)),
    ):
        path = reverse(item, args=[row.pk])
        assert signed_in(other).get(path).status_code == 200
        assert f"{other} has it open" in listed(moderator_client, name), name
        response = moderator_client.get(path)
        assert (response.status_code, f"{other} has this open" in response.content.decode()) == (409, True)
        assert "has it open" not in signed_in(other).get(reverse(name)).content.decode()


def test_next_leads_through_a_queue_and_gives_the_item_left_to_others(moderator_client, cast, other):
    replies = [make_reply(make_review(cast.location, state=State.PUBLISHED)) for _ in range(2)]
    paths = [reverse("moderate-reply", args=[reply.pk]) for reply in replies]
    page = moderator_client.get(paths[0]).content.decode()
    assert f'href="{paths[1]}?left={replies[0].pk}"' in page
    assert signed_in(other).get(paths[0]).status_code == 409
    last = moderator_client.get(f"{paths[1]}?left={replies[0].pk}").content.decode()
    assert signed_in(other).get(paths[0]).status_code == 200
    assert f'href="{reverse("moderate-replies")}?left={replies[1].pk}"' in last
    moderator_client.get(f"{reverse('moderate-replies')}?left={replies[1].pk}")
    assert signed_in(other).get(paths[1]).status_code == 200


def test_the_log_is_searched_filtered_and_links_to_what_it_names(moderator_client, cast):
    oak = make_location(name="Oak TMS")
    first = make_review(cast.location)
    approve_and_publish(review_id=first.pk, moderator=cast.moderator)
    second = make_review(oak)
    decline(review_id=second.pk, moderator=cast.moderator, reason=Reason.FAKE, note="It copies another.")
    for parameters, found, left_out in (
        ({"q": "oak tms"}, second, first),
        ({"q": "copies"}, second, first),
        ({"q": str(first.pk)}, first, second),
        ({"action": "approve"}, first, second),
        ({"subject": "review", "action": "decline"}, second, first),
    ):
        page = listed(moderator_client, "decision-log", **parameters)
        assert page_of(found) in page, parameters
        assert page_of(left_out) not in page, parameters
    page = listed(moderator_client, "decision-log", q=cast.moderator.email)
    assert oak.get_absolute_url() in page
    assert cast.location.get_absolute_url() in page
    assert "Nothing matches." in listed(moderator_client, "decision-log", q="nowhere")


def test_a_review_that_was_decided_shows_its_text_its_decisions_and_where_to_read_it(moderator_client, cast):
    review = make_review(cast.location, overall=1)
    approve_and_publish(review_id=review.pk, moderator=cast.moderator)
    page = moderator_client.get(page_of(review)).content.decode()
    assert review.text in page
    assert f"{reverse('review-list', args=[cast.location.pk])}#review-{review.public_id}" in page
    assert "Approved, to become public in ten minutes" in page
    assert str(cast.moderator) in page


def test_what_was_decided_opens_and_says_so(moderator_client, cast):
    review = make_review(cast.location, state=State.PUBLISHED)
    reply = make_reply(review, state="published")
    page = moderator_client.get(reverse("moderate-reply", args=[reply.pk]))
    assert page.status_code == 200
    assert "Nothing to decide here" in page.content.decode()
    assert page_of(review) in page.content.decode()
    assert moderator_client.post(reverse("moderate-reply", args=[reply.pk])).status_code == 409
    assert moderator_client.get(reverse("moderate-reply", args=[reply.pk + 1])).status_code == 404
