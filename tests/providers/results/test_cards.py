"""Cards: what a provider in a list of results says."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from providers.models import Source, Vocabulary
from providers.models.location import location_slug
from providers.results import cards
from providers.results.card_rows import CARD_COLUMNS, CardFacts, CardRow, fetch
from providers.results.cards import Cards
from providers.results.remembered_rows import RememberedRows
from providers.search.criteria import SearchCriteria
from providers.search.result import Hit
from providers.search.service import search_index
from providers.vocabulary.catalog import Catalog, CatalogTerm
from tests.factories import make_location

TODAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("America/Chicago"))
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
        CatalogTerm(number, Vocabulary(vocabulary), slug, label, "")
        for number, ((vocabulary, slug), label) in enumerate(LABELS.items(), start=1)
    )
)
IDS = {f"{vocabulary}/{slug}": number for number, (vocabulary, slug) in enumerate(LABELS, start=1)}


def row(*, term_ids=(), programs=(), networks=(), hours="", closures="", **fields) -> CardRow:
    lists = [" ".join(items) for items in (term_ids, programs, networks)]
    defaults = {
        "id": 7,
        "changed_in": 100,
        "name": "Harbor TMS",
        "city": "Chicago",
        "state": "IL",
        "phone": "+13125550123",
        "phone_extension": "",
        "time_zone": "America/Chicago",
        "values": (None,) * len(CARD_COLUMNS),
        "rating_average": None,
        "rating_count": 0,
        "confirmed_on": TODAY - timedelta(days=12),
        "is_doubted": False,
        "facts": ";".join(["clinic", *lists, hours, closures]),
    }
    return CardRow(**{**defaults, **fields})


def terms(*names: str) -> list[str]:
    return [str(IDS[name]) for name in names]


def program(therapy: str, delivery: str, timing: str = "same-course", plan: str = "") -> str:
    return f"{IDS[f'therapy/{therapy}']}:{delivery}:{timing}:{plan}"


def network(payer: str, services: str = "tms") -> str:
    return f"{IDS[f'payer/{payer}']}:{services}"


def maker(*, moment: datetime = MOMENT, **criteria) -> Cards:
    return Cards(CATALOG, SearchCriteria.asking(**criteria), TODAY, moment)


def card(known: CardRow, miles: float | None = None, **asked) -> str:
    """The HTML of one card."""
    return maker(**asked).html([Hit(known.id, known.changed_in, miles, 0, 0)], {known.id: known})


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    cards.forget_cards()


def test_a_card_shows_the_fit_with_its_drawing():
    html = card(row(programs=[program("erp", "on-site", "same-day-after", "t")]))
    assert 'class="fit fit-together"' in html
    assert "ERP on site" in html
    assert "Same day, after TMS, one plan" in html


def test_a_card_answers_what_was_asked_with_signs_and_words():
    known = row(term_ids=terms("condition/ocd"), networks=[network("aetna", "tms,therapy")])
    html = card(known, condition=("ocd",), payer=("aetna", "medicare"))
    assert "answer-yes" in html
    assert "OCD" in html
    assert "Aetna for both" in html
    assert "Medicare: not listed" in html
    assert "First visit: not known" in html


def test_a_term_newer_than_the_catalog_is_left_out():
    html = card(row(term_ids=["999"], programs=["999:on-site:none:"], networks=["999:tms"]))
    assert "999" not in html


def test_a_card_can_be_called_from_and_says_whom_the_button_calls():
    html = card(row(phone_extension="12"))
    assert 'href="tel:+13125550123;ext=12"' in html
    assert 'aria-label="Call Harbor TMS"' in html
    assert "Call" not in card(row(id=8, phone=""))


MONDAY_TO_FRIDAY = " ".join(f"{day}-0900-1700" for day in range(5))


@pytest.mark.parametrize(
    ("hours", "closures", "hour", "words"),
    [
        (MONDAY_TO_FRIDAY, "", 10, "Open until 5 PM"),
        (MONDAY_TO_FRIDAY, "", 18, "Opens tomorrow at 9 AM"),
        (MONDAY_TO_FRIDAY, "2026-11-23/2026-11-24", 10, "Opens Wednesday at 9 AM"),
        ("", "", 10, "Hours not known"),
    ],
)
def test_a_card_says_whether_the_place_is_open_at_this_moment(hours, closures, hour, words):
    monday = datetime(2026, 11, 23, hour, 0, tzinfo=ZoneInfo("America/Chicago"))
    assert words in card(row(hours=hours, closures=closures), moment=monday)


def test_a_remembered_card_says_what_is_open_now():
    known = row(hours=MONDAY_TO_FRIDAY)
    zone = ZoneInfo("America/Chicago")
    assert "Open until" in card(known, moment=datetime(2026, 11, 23, 10, tzinfo=zone))
    assert "Opens tomorrow" in card(known, moment=datetime(2026, 11, 23, 20, tzinfo=zone))


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
    html = card(row(name="<b>Hope</b> & Co"))
    assert "&lt;b&gt;Hope&lt;/b&gt; &amp; Co" in html
    assert "<b>" not in html


def test_a_card_says_how_fresh_it_is_and_what_reviews_say():
    html = card(row(rating_average=4.62, rating_count=14))
    assert "confirmed 12 days ago" in html
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
    known = row(term_ids=terms("condition/ocd", "condition/mdd"))
    assert "OCD" not in card(known)
    assert "OCD" in card(known, condition=("ocd",))


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
