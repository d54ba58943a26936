"""Folding, words and trigrams."""

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from places.text import fold, similarity, trigrams, words

# Any code point, lone surrogates too.
anything = st.text(alphabet=st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("San José", "san jose"),
        ("  SAN   jose ", "san jose"),
        ("St. Paul", "st paul"),
        ("Winston-Salem", "winston salem"),
        ("O'Fallon", "ofallon"),
        ("O’Fallon", "ofallon"),
        ("Coeur d'Alene", "coeur dalene"),
        ("Kapa‘a", "kapaa"),
        ("Mākaha", "makaha"),
        ("Łódź Straße Ærø", "lodz strasse aero"),
        ("60614-1234", "60614 1234"),
        ("６０６１４", "60614"),
        ("D.C.", "d c"),
        ("a_b%c\\d", "a b c d"),
        ("İzmir", "izmir"),
        ("東京", "東京"),
    ],
)
def test_the_same_words_fold_to_the_same_text(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "\u202e", "...", "'", "_", "%", "\t\n", "´"])
def test_nothing_but_punctuation_folds_to_nothing(text):
    assert fold(text) == ""


@given(anything)
@example("\ud800San\x00 Jos\udfff")
@example("´́")
@example("ΐ")
def test_folding_is_final_and_can_be_stored(text):
    folded = fold(text)
    folded.encode()  # no lone surrogate is left
    assert "\x00" not in folded
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert words(text) == folded.split()


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_takes_the_same_way_as_any_other_text(text):
    # A letter beyond ASCII sends the whole text down the longer way.
    assert fold(text + " é") == f"{fold(text)} e".strip()


def test_trigrams_are_padded_by_two_in_front_and_one_behind():
    assert trigrams("cat") == {"  c", " ca", "cat", "at "}
    assert trigrams("a") == {"  a", " a "}
    assert trigrams("") == frozenset()


def test_similarity_is_shared_over_all():
    assert similarity(trigrams("chcago"), trigrams("chicago")) == 0.5
    assert similarity(trigrams("reno"), trigrams("reno")) == 1
    assert similarity(trigrams(""), trigrams("")) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chcago", "chicago"),
        ("san jose", "san francisco"),
        ("st paul", "saint paul"),
        ("a", "b"),
        ("new york new york", "new york"),
        ("60614", "60615"),
        ("x", "x"),
    ],
)
def test_similarity_is_that_of_the_database(one, other, db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [one, other])
        (theirs,) = cursor.fetchone()
    assert similarity(trigrams(one), trigrams(other)) == pytest.approx(theirs, abs=1e-6)
