"""Cards: what a provider in a list of results says."""

from datetime import date, timedelta

import pytest

from providers.models import Source
from providers.models.location import location_slug
from providers.results import cards
from providers.results.card_rows import CARD_COLUMNS, CardFacts, CardRow, fetch
from providers.results.cards import Cards
from providers.results.remembered_rows import RememberedRows
from providers.search.criteria import ProgramCriterion, SearchCriteria
from providers.search.result import Hit
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog, CatalogTerm
from tests.factories import make_location

TODAY = date(2026, 11, 22)
LABELS = {
    ("condition", "mdd"): "Depression",
    ("condition", "ocd"): "OCD",
    ("condition", "ptsd"): "PTSD",
    ("therapy", "cbt"): "Cognitive behavioral therapy (CBT)",
    ("therapy", "erp"): "Exposure and response prevention (ERP)",
    ("payer", "medicare"): "Medicare",
    ("payer", "aetna"): "Aetna",
}
CATALOG = Catalog(
    tuple(
        CatalogTerm(number, vocabulary, slug, label, "")
        for number, ((vocabulary, slug), label) in enumerate(LABELS.items(), start=1)
    )
)
IDS = {f"{vocabulary}/{slug}": number for number, (vocabulary, slug) in enumerate(LABELS, start=1)}


def row(*, term_ids=(), programs=(), networks=(), **fields) -> CardRow:
    defaults = {
        "id": 7,
        "changed_in": 100,
        "name": "Harbor TMS",
        "street": "1 Main Street",
        "city": "Chicago",
        "state": "IL",
        "postal_code": "60602",
        "values": (None,) * len(CARD_COLUMNS),
        "rating_average": None,
        "rating_count": 0,
        "confirmed_on": TODAY - timedelta(days=12),
        "is_doubted": False,
        "facts": ";".join(["clinic", *(" ".join(items) for items in (term_ids, programs, networks))]),
    }
    return CardRow(**{**defaults, **fields})


def facts(**fields) -> CardFacts:
    return CardFacts.read(row(**fields).facts)


def terms(*names: str) -> list[str]:
    return [str(IDS[name]) for name in names]


def program(therapy: str, delivery: str) -> str:
    return f"{IDS[f'therapy/{therapy}']}:{delivery}"


def network(payer: str, services: str = "tms") -> str:
    return f"{IDS[f'payer/{payer}']}:{services}"


def maker(**criteria) -> Cards:
    return Cards(CATALOG, SearchCriteria.asking(**criteria), TODAY)


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    cards.forget_cards()


def test_what_was_asked_for_comes_first():
    fact = maker(condition=("ocd",)).treats(
        facts(term_ids=terms("condition/mdd", "condition/ocd", "condition/ptsd"))
    )
    assert (fact.strong, fact.text) == ("OCD", "; also depression and PTSD")


def test_without_a_question_conditions_come_in_the_vocabulary_s_order():
    fact = maker().treats(facts(term_ids=terms("condition/ptsd", "condition/mdd")))
    assert (fact.strong, fact.text) == ("", "depression and PTSD")


def test_a_program_says_where_its_therapy_takes_place():
    asked = maker(program=(ProgramCriterion("erp"),))
    fact = asked.therapy(facts(programs=[program("cbt", "partner"), program("erp", "on-site")]))
    assert (fact.strong, fact.text) == ("ERP on site", "; also CBT at a partner practice")


def test_of_several_ways_the_nearest_is_told():
    fact = maker().therapy(facts(programs=[program("erp", "referral-list"), program("erp", "on-site")]))
    assert fact.text == "ERP on site"


def test_a_therapy_without_a_program_is_not_taken_for_one():
    fact = maker().therapy(facts(term_ids=terms("therapy/cbt")))
    assert fact.text == "CBT (not known how it goes with TMS)"


def test_insurance_names_the_services_of_the_plan_that_was_asked_for():
    networks = [network("medicare"), network("aetna", "tms,therapy")]
    fact = maker(payer=("aetna",)).insurance(facts(networks=networks))
    assert (fact.strong, fact.text) == ("Aetna for TMS and therapy", "; also Medicare")


def test_unknown_is_said_as_unknown():
    html = maker().card(row(), has_distance=False)
    assert html.count("Not known") == 4  # conditions, therapy, insurance, new patients


def test_a_term_newer_than_the_catalog_is_left_out():
    bare = row(term_ids=["999"], programs=["999:on-site"], networks=["999:tms"])
    assert maker().card(bare, has_distance=False).count("Not known") == 4


@pytest.mark.parametrize(
    ("name", "city", "slug"),
    [
        ("Lakeview TMS", "Chicago", "lakeview-tms-chicago"),
        ("Harbor TMS – Chicago", "Chicago", "harbor-tms-chicago"),
        ("St. Mary’s Peña & Sons", "San José", "st-marys-pena-sons-san-jose"),
        ("心", "心", "provider"),
        ("x" * 79 + " y", "Z", "x" * 79),
    ],
)
def test_an_address_can_be_read_and_typed(name, city, slug):
    assert location_slug(name, city) == slug
    assert cards.location_url(row(name=name, city=city)) == f"/providers/7-{slug}/"


def test_names_are_escaped():
    html = maker().card(row(name="<b>Hope</b> & Co"), has_distance=False)
    assert "&lt;b&gt;Hope&lt;/b&gt; &amp; Co" in html
    assert "<b>" not in html


def test_a_card_says_how_fresh_it_is_and_what_reviews_say():
    html = maker().card(row(rating_average=4.62, rating_count=14), has_distance=False)
    assert "Confirmed 12 days ago by the clinic (Nov&#160;10, 2026)" in html
    assert "4.6 of 5, 14 reviews" in html


def test_the_distance_is_filled_into_a_remembered_card():
    here, there = Hit(7, 100, 0.04, 0, 0), Hit(7, 100, 4.24, 0, 0)
    maker_ = maker()
    assert "less than 0.1 miles" in maker_.html([here], {7: row()})
    assert "4.2 miles" in maker_.html([there], {7: row()})


def test_a_changed_row_makes_a_new_card():
    hit, maker_ = Hit(7, 100, None, 0, 0), maker()
    maker_.html([hit], {7: row()})
    assert "Pier TMS" in maker_.html([hit], {7: row(name="Pier TMS", changed_in=101)})


def test_another_question_makes_another_card():
    hit, known = Hit(7, 100, None, 0, 0), row(term_ids=terms("condition/ocd", "condition/mdd"))
    assert "<strong>" not in maker().html([hit], {7: known})
    assert "<strong>OCD</strong>" in maker(condition=("ocd",)).html([hit], {7: known})


def test_cards_come_in_the_order_of_the_hits_and_a_missing_row_has_none():
    rows = {1: row(id=1, name="First"), 3: row(id=3, name="Third")}
    html = maker().html([Hit(n, 100, None, 0, 0) for n in (3, 2, 1)], rows)
    assert html.index("Third") < html.index("First")
    assert html.count('class="card"') == 2


def test_rows_are_fetched_with_one_query_and_then_remembered(make_hits, django_assert_num_queries):
    hits, rows = make_hits(3), RememberedRows(fetch)
    with django_assert_num_queries(1):
        fetched = rows.of(hits)
    with django_assert_num_queries(0):
        assert rows.of(hits) == fetched
    assert [fetched[hit.id].city for hit in hits] == ["Chicago"] * 3
    assert CardFacts.read(fetched[hits[0].id].facts).confirmed_by == Source.CLINIC


def test_a_newer_version_is_fetched_again(make_hits, django_assert_num_queries):
    (hit,), rows = make_hits(1), RememberedRows(fetch)
    rows.of([hit])
    newer = Hit(hit.id, hit.changed_in + 1_000_000, None, 0, 0)
    with django_assert_num_queries(1):
        rows.of([newer])


def test_while_the_database_is_away_remembered_rows_are_used(make_hits, django_assert_num_queries):
    (hit,), rows = make_hits(1), RememberedRows(fetch)
    known = rows.of([hit])
    search_index.note_database_error(ConnectionError("gone"))
    newer, unknown = Hit(hit.id, hit.changed_in + 1_000_000, None, 0, 0), Hit(-1, 1, None, 0, 0)
    with django_assert_num_queries(0):
        assert rows.of([newer, unknown]) == known


@pytest.fixture
def make_hits(db):
    def make(number: int) -> list[Hit]:
        locations = [make_location() for _ in range(number)]
        return [Hit(location.pk, location.changed_in, None, 0, 0) for location in locations]

    return make
