"""Hints about reviews, and signs in a reply that somebody was a patient."""

import pytest

from reviews.models import State
from reviews.replies.texts import TEMPLATES
from reviews.screening.hints import hints_for
from reviews.screening.lookalikes import normalized
from reviews.screening.replies import signs_in_reply, signs_of_a_patient
from reviews.screening.signs import signs_in
from tests.factories import make_clinician, make_location
from tests.reviews.factories import make_review

PLAIN = "The waiting room was quiet and everybody was kind. I would go there again. It took a while to park."
COPIED = (
    "From the first call to the last day everything was well organized. The front desk answered questions, "
    "the machine was explained in plain words and nobody ever made me feel hurried or small."
)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Call me at (312) 555-0123 any time", "phone number: (312) 555-0123"),
        ("Call 3 1 2 . I mean 312.555.0123", "phone number: 312.555.0123"),
        ("write to ana dot ruiz at example dot com", "email address"),
        ("see www.best-tms.example/offer", "link: www.best-tms.example/offer"),
        ("find me @anaruiz99", "profile or messenger: @anaruiz99"),
        ("I live at 12 Oak Street nearby", "street address: 12 Oak Street"),
        ("Born 3/4/1980, of all days", "date of birth"),
        ("Dr. Patel listened to me", "Names a person: Dr. Patel"),
        ("the receptionist named Kim was rude", "Names a person: named Kim"),
        ("I asked for Jennifer twice", "name of a person: Jennifer"),
        ("My depression and the Zoloft", "health: depression, Zoloft"),
        ("what an 1d10t he was", "abusive: idiot"),
        ("they are М\u043er\u043ens, all of them", "abusive: morons"),
        ("a go\u200bod pl\u200bace", "can’t be seen"),
        ("the st\u0430ff was kind", "two alphabets in one word: st\u0430ff"),
    ],
)
def test_a_text_is_pointed_out_for(text, sign):
    assert any(sign in found for found in signs_in(text)), signs_in(text)


def test_a_plain_text_has_no_sign():
    assert signs_in(PLAIN) == []
    assert signs_in("They were slow, and the bill was wrong twice. I am angry and will not be back.") == []


@pytest.mark.django_db
def test_a_clinician_of_the_practice_is_noticed_by_the_family_name():
    location = make_location()
    make_clinician(location, first_name="Li", last_name="Long")
    named = make_review(location, text=f"{PLAIN} Long knows the work.")
    unnamed = make_review(location, text=f"{PLAIN} It took long.")
    assert "Names somebody who works there: Li Long" in sentences(named)
    assert not any("works there" in sentence for sentence in sentences(unnamed))


def sentences(review) -> list[str]:
    return [hint.sentence for hint in hints_for(review)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "copy",
    [
        COPIED,
        COPIED.upper().replace(".", " !"),
        COPIED.replace("a", "\u0430").replace("o", "\u043e").replace("e", "\u0435"),
        COPIED.replace("s", "s\u200b"),
        COPIED.replace("well organized", "really well organized") + " Recommended to everybody.",
    ],
)
def test_a_near_copy_is_found_despite_disguises(copy):
    original = make_review(state=State.PUBLISHED, text=COPIED)
    [hint] = [hint for hint in hints_for(make_review(text=copy)) if hint.copy_of]
    assert f"the same as review {original.pk}" in hint.sentence
    assert hint.copy_of == COPIED


@pytest.mark.django_db
def test_an_edit_of_one_s_own_review_is_no_copy():
    original = make_review(state=State.PUBLISHED, text=COPIED, email="ana@example.com")
    edit = make_review(original.location, text=COPIED, email="ana@example.com", replaces=original)
    assert not [hint for hint in hints_for(edit) if hint.copy_of]
    elsewhere = make_review(text=COPIED, email="ana@example.com")
    assert [hint for hint in hints_for(elsewhere) if hint.copy_of]


@pytest.mark.django_db
def test_what_is_unusual_around_a_review_is_a_hint():
    location = make_location()
    for _ in range(4):
        make_review(location, visitor_key="k" * 32, text=f"{PLAIN} {location.pk}")
    for _ in range(2):
        make_review(email="ana@example.com")
    review = make_review(location, visitor_key="k" * 32, email="ana@example.com")
    found = " ".join(sentences(review))
    assert "4 other reviews of this place came within two days" in found
    assert "4 other reviews were sent from the same internet address" in found
    assert "reviewed 2 other places" in found


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you! We are glad your treatment helped.",
        "Your second to last TMS session was on us.",
        "We were happy to treat you.",
        "When you came in, we explained the coil.",
        "You missed two visits.",
        "Our records show something else.",
        "You were never a patient here.",
        "We have no record of you.",
        "Dear Ana, thank you.",
        "It was a pleasure having you as a patient.",
        "Thank you for choosing us.",
        "Welcome back any time!",
        "What happened on March 3 was a mistake.",
        "That Tuesday we were short of staff; last week too.",
        "Depression is hard, and we hope you feel better.",
        "We hope that the Prozac works.",
        "The theta burst protocol takes three minutes.",
        "Dr. Patel explained it to everyone.",
        "Your husband agreed at the time.",
        "The $40 copay was refunded.",
        "Sorry about your v\u200bisit.",
        "Sorry that your tre\u0430tment hurt.",
        "YOUR SESSIONS WERE FINE",
    ],
)
def test_a_reply_that_gives_away_a_patient_has_signs(reply):
    assert signs_of_a_patient(reply)


@pytest.mark.parametrize(
    "reply",
    [
        *TEMPLATES.values(),
        "Thank you for your kind words.",
        "We take every comment seriously and share it with our team.",
        "Privacy rules keep us from saying more. Please call our office manager.",
        "We are sorry to read this. Anyone with a concern can reach our office by phone.",
        "We work hard to start on time, and we have added people at the front desk.",
        "Please call our office at (312) 555-0142.",
    ],
)
def test_a_reply_that_gives_nothing_away_has_no_signs(reply):
    assert signs_of_a_patient(reply) == []


def test_moderators_also_look_at_contact_details():
    [sign] = signs_in_reply("Please call our office at (312) 555-0142.")
    assert "(312) 555-0142" in sign


def test_texts_are_read_as_they_look():
    assert normalized("Ѕ\u0435\u0455\u0455i\u200bon") == "Session"
    assert normalized("café 12–3") == "cafe 12-3"
