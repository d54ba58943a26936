"""Visit codes: how they are written, used, and what nobody can learn from them."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import UseCount
from reviews.codes.actions import make_codes
from reviews.models import ProofLevel, RatingSummary, Review, State, VisitCode
from reviews.proof.codes import ALPHABET, MistypedCode, check_characters, in_base_32, new_code, read_code
from reviews.tokens import Link
from reviews.writing.actions import confirm
from tests.cast import make_cast
from tests.factories import make_location
from tests.reviews.factories import make_review
from tests.reviews.sending import link_in_mail, press, send, send_and_confirm


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


@pytest.mark.django_db
def test_a_code_gives_level_a_and_nothing_says_which_was_used(client, location, codes):
    review = send_and_confirm(client, location, code=str(codes[3]))
    assert (review.proof_level, review.code) == (ProofLevel.CODE, None)
    used = VisitCode.objects.exclude(used_on=None).get()
    assert used.used_on == timezone.localdate()
    columns = {field.attname for field in VisitCode._meta.concrete_fields}
    assert columns == {"id", "batch_id", "code_hash", "used_on"}


@pytest.mark.django_db
def test_how_many_were_made_and_used_is_public(client, vocabulary, location, codes):
    send_and_confirm(client, location, code=str(codes[0]))
    summary = RatingSummary.objects.get(location=location)
    assert (summary.codes_issued, summary.codes_used) == (10, 1)
    for path in (location.get_absolute_url(), reverse("review-list", args=[location.pk])):
        page = client.get(path).content.decode()
        assert "made 10 visit codes to hand out to every patient; 1 was used" in page


@pytest.mark.django_db
def test_a_code_that_is_not_valid_is_accepted_without_a_message(client, location, codes):
    """Otherwise a clinic could find out by trying which of its codes were used."""
    VisitCode.objects.filter(code_hash=codes[0].hash).update(used_on=timezone.localdate())
    answers = [
        send(client, location, code=str(code), email=f"p{number}@example.com").content
        for number, code in enumerate([codes[0], new_code(), codes[1]])
    ]
    assert answers[0] == answers[1] == answers[2]
    assert [review.code_id is None for review in Review.objects.order_by("pk")] == [True, True, False]


@pytest.mark.django_db
def test_a_code_of_another_place_or_after_180_days_proves_nothing(client, location, codes):
    elsewhere = send_and_confirm(client, make_location(), code=str(codes[0]))
    batch = VisitCode.objects.first().batch
    assert batch.expires_on == batch.made_on + timedelta(days=180)
    batch.made_on -= timedelta(days=181)
    batch.expires_on -= timedelta(days=181)
    batch.save()
    late = send_and_confirm(client, location, code=str(codes[1]))
    assert {elsewhere.proof_level, late.proof_level} == {ProofLevel.EMAIL}
    assert not VisitCode.objects.exclude(used_on=None).exists()


@pytest.mark.django_db
def test_a_review_that_was_never_confirmed_leaves_its_code_to_the_next_try(client, location, codes):
    send(client, location, code=str(codes[0]), email="typo@example.com")
    review = send_and_confirm(client, location, code=str(codes[0]))
    assert review.proof_level == ProofLevel.CODE
    press(client, link_in_mail("typo@example.com"))
    assert Review.objects.earliest("pk").proof_level == ProofLevel.EMAIL


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
def test_the_same_code_twice_at_the_same_time_counts_once():
    location = make_location()
    code = make_codes(location=location, size=10, user=make_cast(location).editor)[1][0]
    visit_code = VisitCode.objects.get(code_hash=code.hash)
    reviews = [
        make_review(location, state=State.UNCONFIRMED, code=visit_code, email=f"t{number}@example.com")
        for number in range(6)
    ]
    at_once = threading.Barrier(len(reviews))
    failures = []

    def press_the_button(review):
        try:
            at_once.wait(10)
            confirm(link=Link(review.pk, 0, ""))
        except Exception as error:  # noqa: BLE001 - a thread's failure must fail the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press_the_button, args=[review]) for review in reviews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    levels = sorted(Review.objects.values_list("proof_level", flat=True))
    assert levels == ["A", "C", "C", "C", "C", "C"]
    assert RatingSummary.objects.get(location=location).codes_used == 1
