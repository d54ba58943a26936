"""Visit codes: how they are written, used, and what nobody can learn from them."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import UseCount
from reviews.appeals.actions import decide_appeal
from reviews.codes.actions import make_codes
from reviews.models import ProofLevel, Reason, Review, State, VisitCode
from reviews.moderation.actions import ask_for_document, decline
from reviews.moderation.publication import TIME_TO_TAKE_BACK, approve, publish_due
from reviews.proof.codes import ALPHABET, MistypedCode, check_characters, in_base_32, new_code, read_code
from tests.cast import make_cast, make_user
from tests.factories import make_location
from tests.jobs import mails
from tests.reviews.factories import make_appeal, make_review
from tests.reviews.moderating import (
    approve_and_publish,
    decide,
    page_of,
    publish_what_is_approved,
    state_of,
)
from tests.reviews.proof.files import jpeg
from tests.reviews.sending import ask_for_links, filled_in, link_in_mail, press, send, send_and_confirm


@pytest.fixture
def location(db):
    return make_location()


@pytest.fixture
def codes(location):
    return make_codes(location=location, size=10, user=make_cast(location).editor)[1]


def test_a_code_holds_128_random_bits():
    codes = {new_code().characters for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 28 and set(code) <= set(ALPHABET) for code in codes)
    assert len(in_base_32(2**128 - 1, 26).lstrip("0")) == 26
    assert all(ALPHABET.index(code[0]) < 8 for code in codes)  # 130 bits, of which two are zero
    for place in range(1, 26):
        assert len({code[place] for code in codes}) > 24


def test_a_code_is_read_however_it_is_typed():
    code = new_code()
    for typed in (
        str(code),
        code.characters.lower(),
        f"  {code} ".replace("-", " "),
        code.characters.replace("0", "O"),
    ):
        assert read_code(typed) == code


@given(st.integers(0, 27), st.sampled_from(ALPHABET))
def test_nearly_every_typing_error_is_noticed(place, character):
    noticed = 0
    for body in BODIES:
        code = body + check_characters(body)
        mistyped = code[:place] + character + code[place + 1 :]
        noticed += mistyped == code or not is_code(mistyped)
    assert noticed >= len(BODIES) - 3  # one in a thousand fits by chance


BODIES = [in_base_32(number * 7**40, 26) for number in range(1, 40)]


def is_code(text):
    try:
        read_code(text)
    except MistypedCode:
        return False
    return True


@given(st.text(max_size=60))
def test_any_text_is_read_as_a_code_or_refused(text):
    assert is_code(text) in (True, False)


def test_only_hashes_are_kept(codes, location):
    kept = set(VisitCode.objects.values_list("code_hash", flat=True))
    assert kept == {code.hash for code in codes}
    assert not any(code.characters in str(row) for code in codes for row in VisitCode.objects.values())


@pytest.fixture
def moderator(db):
    return make_user(is_moderator=True)


def publish(review, moderator):
    return approve_and_publish(review_id=review.pk, moderator=moderator)


def used_codes():
    return VisitCode.objects.exclude(used_in=None)


@pytest.mark.django_db
def test_a_code_is_redeemed_when_its_review_is_published_and_not_before(client, location, codes, moderator):
    review = send_and_confirm(client, location, code=str(codes[3]))
    assert (review.proof_level, used_codes().count()) == (ProofLevel.EMAIL, 0)
    approve(review_id=review.pk, moderator=moderator)
    assert used_codes().count() == 0
    publish_what_is_approved()
    review.refresh_from_db()
    assert (review.proof_level, review.code) == (ProofLevel.CODE, None)
    assert used_codes().get().used_in == timezone.localdate().replace(day=1)
    columns = {field.attname for field in VisitCode._meta.concrete_fields}
    assert columns == {"id", "batch_id", "code_hash", "used_in"}
    assert review.code_key != codes[3].hash


@pytest.mark.django_db
def test_a_code_of_a_declined_review_is_not_used_until_an_appeal_is_granted(
    client, location, codes, moderator
):
    review = send_and_confirm(client, location, code=str(codes[3]))
    decline(review_id=review.pk, moderator=moderator, reason=Reason.FAKE)
    assert used_codes().count() == 0
    other = make_user(is_moderator=True)
    decide_appeal(appeal_id=make_appeal(review, against=moderator).pk, moderator=other, is_granted=True)
    assert (Review.objects.get().proof_level, used_codes().count()) == (ProofLevel.CODE, 1)


@pytest.mark.django_db
def test_no_answer_mail_or_label_tells_that_a_code_was_used_before(client, location, codes, moderator):
    answers, labels = [], []
    for number in range(2):
        email = f"p{number}@example.com"
        sent = send(client, location, code=str(codes[0]), email=email)
        confirmed = press(client, link_in_mail(email))
        review = publish(Review.objects.latest("pk"), moderator)
        labels.append(review.proof_level)
        told = [(mail.subject, re.sub(r"/reviews/confirm/\S+", "", mail.text)) for mail in mails(email)]
        answers.append((sent.status_code, sent.url, confirmed.status_code, confirmed.url, told))
    assert answers[0] == answers[1]
    assert labels == [ProofLevel.CODE] * 2
    assert used_codes().count() == 1


@pytest.mark.django_db
def test_the_moderator_of_a_second_review_with_a_code_sees_both_and_must_say_so(client, location, codes):
    first = send_and_confirm(client, location, code=str(codes[0]), email="one@example.com")
    moderator = make_user(is_moderator=True, second_factor=True)
    publish(first, moderator)
    text = "A different text, by somebody else, about the same clinic and the same month of care."
    second = send_and_confirm(client, location, code=str(codes[0]), email="two@example.com", text=text)
    client.force_login(moderator)
    page = client.get(page_of(second)).content.decode()
    assert "1 other review came with the same code" in page
    assert first.text in page
    assert decide(client, second, "approve").status_code == 400
    decide(client, second, "document", note="Any letter will do.")
    assert state_of(second) == State.CHANGE_ASKED
    mail = mails("two@example.com")[-1].text
    assert "Any letter will do." in mail
    assert "used" not in mail


@pytest.mark.django_db
def test_who_is_asked_for_a_document_keeps_the_code_and_gets_the_label_of_the_document(
    client, location, codes
):
    review = send_and_confirm(client, location, code=str(codes[0]))
    moderator = make_user(is_moderator=True, second_factor=True)
    ask_for_document(review_id=review.pk, moderator=moderator)
    press(
        Client(),
        link_in_mail(),
        **filled_in(document_kind="receipt", document=SimpleUploadedFile("receipt.jpg", jpeg())),
    )
    later = Review.objects.latest("pk")
    assert (later.code_id is not None, later.code_key) == (True, review.code_key)
    client.force_login(moderator)
    decide(client, later, "approve", shows_visit="yes")
    publish_what_is_approved()
    later.refresh_from_db()
    assert (later.proof_level, used_codes().count()) == (ProofLevel.DOCUMENT, 1)


@pytest.mark.django_db
def test_a_code_that_is_not_valid_is_accepted_without_a_message(client, location, codes):
    """Otherwise a clinic could find out by trying which of its codes were used."""
    VisitCode.objects.filter(code_hash=codes[0].hash).update(used_in=timezone.localdate().replace(day=1))
    answers = [
        send(client, location, code=str(code), email=f"p{number}@example.com").content
        for number, code in enumerate([codes[0], new_code(), codes[1]])
    ]
    assert answers[0] == answers[1] == answers[2]
    assert [review.code_id is None for review in Review.objects.order_by("pk")] == [False, True, False]


@pytest.mark.django_db
def test_a_code_of_another_place_or_after_180_days_proves_nothing(client, location, codes, moderator):
    elsewhere = send_and_confirm(client, make_location(), code=str(codes[0]))
    batch = VisitCode.objects.first().batch
    assert batch.expires_on == batch.made_on + timedelta(days=180)
    batch.made_on -= timedelta(days=181)
    batch.expires_on -= timedelta(days=181)
    batch.save()
    late = send_and_confirm(client, location, code=str(codes[1]))
    assert {publish(review, moderator).proof_level for review in (elsewhere, late)} == {ProofLevel.EMAIL}
    assert used_codes().count() == 0


@pytest.mark.django_db
def test_an_edit_of_a_published_review_keeps_its_proof_and_uses_no_other_code(
    client, location, codes, moderator
):
    review = publish(send_and_confirm(client, location, code=str(codes[0])), moderator)
    ask_for_links(client, location)
    press(client, link_in_mail(), **filled_in(code=str(codes[1]), overall="2"))
    edit = publish(Review.objects.latest("pk"), moderator)
    assert (edit.proof_level, edit.code_key) == (ProofLevel.CODE, review.code_key)
    assert used_codes().count() == 1


@pytest.mark.django_db
def test_guessing_codes_is_limited(client, location):
    answers = []
    for number in range(14):
        UseCount.objects.filter(key__startswith="review-sent").delete()
        answers.append(
            send(client, location, code=str(new_code()), email=f"g{number}@example.com").status_code
        )
    assert answers == [302] * 10 + [429] * 4


@pytest.mark.django_db(transaction=True)
def test_reviews_with_one_code_that_are_published_at_the_same_time_use_it_once():
    location = make_location()
    code = make_codes(location=location, size=10, user=make_cast(location).editor)[1][0]
    visit_code = VisitCode.objects.get(code_hash=code.hash)
    moderator = make_user(is_moderator=True)
    reviews = [make_review(location, code=visit_code, email=f"t{number}@example.com") for number in range(6)]
    for review in reviews:
        approve(review_id=review.pk, moderator=moderator)
    due = timezone.now() + TIME_TO_TAKE_BACK
    at_once = threading.Barrier(len(reviews))
    failures, published = [], []

    def run_a_worker():
        try:
            at_once.wait(10)
            published.append(publish_due(due))
        except Exception as error:  # noqa: BLE001 - a thread's failure must fail the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run_a_worker) for _ in reviews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    assert sum(published) == len(reviews)
    assert used_codes().count() == 1
    location.refresh_from_db()
    assert location.rating_count == len(reviews)
