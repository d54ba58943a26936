"""Typed phrases: the open list, and rules that each kind of phrase follows."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from bench.phrases import misread
from providers.models import Term
from providers.phrases.crisis import is_crisis
from providers.phrases.reading import Phrase, read_phrase
from providers.search.criteria import ProgramCriterion
from providers.vocabulary.catalog import Catalog

ROWS = [
    json.loads(line)
    for line in Path(settings.BASE_DIR, "bench/data/typed_phrases.jsonl").read_text("utf-8").splitlines()
]
MIN_SHARE_UNDERSTOOD = 0.9

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


@pytest.fixture
def catalog(vocabulary) -> Catalog:
    return Catalog.from_rows(Term.objects.all())


@pytest.fixture
def read(catalog):
    return lambda text: read_phrase(text, catalog)


def test_nearly_all_of_the_open_list_is_understood(read):
    wrong = [row["q"] for row in ROWS if misread(row, read(row["q"]))]
    assert len(wrong) <= (1 - MIN_SHARE_UNDERSTOOD) * len(ROWS), wrong


def test_every_crisis_phrase_of_the_list_is_noticed_and_nothing_else():
    assert [row["q"] for row in ROWS if is_crisis(row["q"]) != bool(row["expect"].get("crisis"))] == []


@pytest.mark.parametrize(
    "text", ["i want to kil myself", "Suicidal", "988", "quiero morirme", "I don't want to live anymore"]
)
def test_small_slips_and_both_languages_are_noticed(text):
    assert is_crisis(text)


@pytest.mark.parametrize(
    "text", ["Killeen, TX", "Kill Devil Hills, NC", "60614", "98801", "die hard fans", ""]
)
def test_places_and_numbers_are_no_crisis(text):
    assert not is_crisis(text)


def test_the_order_of_words_does_not_matter(read):
    one, other = read("ocd hoboken aetna evenings"), read("evenings aetna ocd hoboken")
    assert (set(one.chosen), one.place) == (set(other.chosen), other.place)
    assert one.values("schedule") == ("evening",)


def test_a_therapy_alone_is_no_program_and_one_on_site_is(read):
    assert read("erp near 60614").values("therapy") == ("erp",)
    assert read("erp on site near 60614").program == ProgramCriterion("erp", delivery="on-site")


def test_a_state_after_a_town_is_a_state_and_a_degree_after_a_name_is_a_degree(read):
    assert read("tms Bethesda MD").place.label == "Bethesda, MD"
    assert read("Gideon Cloudwell MD").place is None
    assert read("Gideon Cloudwell MD").name == "Gideon Cloudwell"


def test_a_first_name_that_is_a_city_stays_a_name_after_a_title(read):
    phrase = read("dr madison quarrowby")
    assert (phrase.place, phrase.name) == (None, "madison quarrowby")


def test_a_cut_word_is_no_insurer(read):
    phrase = read("Dr. Molina-Reyes tucson")
    assert phrase.values("payer") == ()
    assert phrase.name == "Molina-Reyes"


def test_an_age_chooses_its_group_and_the_young_kind_of_depression(read):
    phrase = read("my 16 year old has depression")
    assert phrase.values("age_group") == ("15-17",)
    assert phrase.values("condition") == ("mdd-15-21",)


def test_a_place_decides_which_region_of_tricare_is_meant(read):
    assert read("tricare").values("payer") == ("tricare-east", "tricare-west")
    assert read("tricare san diego").values("payer") == ("tricare-west",)


def test_what_is_not_offered_is_said_and_not_searched_for(read):
    phrase = read("ketamine chicago")
    assert phrase.not_offered == ("ketamine",)
    assert phrase.chosen == ()


def test_near_me_is_no_town_in_maine(read):
    assert read("tms near me").is_near_me
    assert read("tms bangor me").place.state == "ME"


def test_a_phrase_becomes_an_ordinary_search(read):
    criteria = read("ocd tms with erp on site hoboken nj cigna within 10 miles").criteria()
    assert criteria.near == "Hoboken, NJ"
    assert criteria.radius == 10
    assert criteria.values("payer") == ("cigna-evernorth",)
    assert str(criteria.program[0]) == "erp:any:on-site"


@given(st.text(max_size=300))
def test_any_text_can_be_read(catalog_once, text):
    phrase = read_phrase(text, catalog_once)
    assert isinstance(phrase, Phrase)
    assert phrase.criteria().to_url("/") is not None


@pytest.fixture(scope="module")
def catalog_once(django_db_blocker) -> Catalog:
    """Without terms: any text is read, whatever the vocabulary."""
    return Catalog(())
