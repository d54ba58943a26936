"""A search in words."""

import pytest

from places.found import FoundPlace
from providers.models import Vocabulary
from providers.results import summary
from providers.search.criteria import Area, Filter, Point, ProgramCriterion, SearchCriteria, Sort
from providers.vocabulary.catalog import Catalog, CatalogTerm

CATALOG = Catalog(
    (
        CatalogTerm(1, Vocabulary.CONDITION, "mdd", "Depression", ""),
        CatalogTerm(2, Vocabulary.CONDITION, "ocd", "OCD", ""),
        CatalogTerm(3, Vocabulary.THERAPY, "erp", "Exposure and response prevention (ERP)", ""),
        CatalogTerm(4, Vocabulary.PAYER, "aetna", "Aetna", ""),
        CatalogTerm(5, Vocabulary.PAYER, "medicare", "Medicare", ""),
        CatalogTerm(6, Vocabulary.LANGUAGE, "es", "Spanish", ""),
        CatalogTerm(7, Vocabulary.AGE_GROUP, "15-17", "Ages 15 to 17", ""),
    )
)
CITY = FoundPlace(
    "city",
    "4887398",
    "Chicago",
    "IL",
    "chicago",
    41.85,
    -87.65,
    2_700_000,
    "America/Chicago",
    "17031",
)
ZIP = CITY._replace(kind="zip", code="60614", name="60614", near_city="Chicago")
POINT = Point(41.85, -87.65)
ILLINOIS = Area(POINT, state="IL")


def sentence(total: int = 14, place=CITY, where=POINT, inside=None, **criteria) -> str:
    return summary.sentence(
        SearchCriteria.asking(**criteria), total, place=place, where=where, catalog=CATALOG, inside=inside
    )


def test_the_sentence_of_the_design():
    assert sentence(place=ZIP, condition=("ocd",)) == (
        "14 places within 25 miles of Chicago, IL 60614 offering OCD treatment, nearest first."
    )


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, "14 places within 25 miles of Chicago, IL, nearest first."),
        ({"radius": None}, "14 places at any distance from Chicago, IL, nearest first."),
        ({"radius": 1.0}, "14 places within 1 mile of Chicago, IL, nearest first."),
        ({"sort": Sort.SCORE}, "14 places within 25 miles of Chicago, IL, best review score first."),
        (
            {"condition": ("mdd", "ocd")},
            "14 places within 25 miles of Chicago, IL offering depression and OCD treatment, nearest first.",
        ),
        (
            {"program": (ProgramCriterion("erp", "same-day-after", "on-site"),), "accepting": True},
            (
                "14 places within 25 miles of Chicago, IL with ERP on site the same day after TMS, "
                "taking new patients, nearest first."
            ),
        ),
        (
            {"payer": ("aetna", "medicare"), "language": ("es",), "age_group": ("15-17",)},
            (
                "14 places within 25 miles of Chicago, IL taking Aetna or Medicare, for ages 15 to 17, "
                "speaking Spanish, nearest first."
            ),
        ),
        (
            {"fresh": True, "name": "harbor", "include_unconfirmed": True},
            (
                "14 places within 25 miles of Chicago, IL confirmed within 90 days, with a name like "
                "“harbor”, including those not confirmed for 120 days, nearest first."
            ),
        ),
    ],
)
def test_every_part_of_a_search_has_its_words(criteria, expected):
    assert sentence(**criteria) == expected


def test_one_place_is_singular_and_needs_no_order():
    assert sentence(total=1) == "1 place within 25 miles of Chicago, IL."


def test_nothing_found_is_said_plainly():
    assert sentence(total=0, condition=("ocd",)) == (
        "No places within 25 miles of Chicago, IL offering OCD treatment."
    )


@pytest.mark.parametrize(
    ("inside", "radius", "text"),
    [
        (14, 25.0, "14 places in Illinois, nearest to its middle first."),
        (
            11,
            25.0,
            "11 places in Illinois and 3 more within 25 miles of its middle, nearest to its middle first.",
        ),
        (1, None, "1 place in Illinois and 13 more elsewhere, nearest to its middle first."),
        (0, 1.0, "No places in Illinois but 14 within 1 mile of its middle, nearest to its middle first."),
    ],
)
def test_an_area_counts_what_is_inside_and_what_is_near(inside, radius, text):
    illinois = CITY._replace(kind="state", code="IL", name="Illinois")
    assert sentence(place=illinois, where=ILLINOIS, inside=inside, radius=radius) == text


def test_a_metropolitan_area_has_an_article():
    area = CITY._replace(kind="region", code="19740", name="Denver area", state="CO")
    assert summary.heading(area, ILLINOIS) == "TMS in the Denver area, CO"


def test_no_place_is_the_whole_country():
    assert sentence(total=3204, place=None, where=None) == (
        "3,204 places in the United States, most recently confirmed first."
    )


def test_a_point_without_a_name_is_this_location_whoever_it_belongs_to():
    assert sentence(place=None) == "14 places within 25 miles of this location, nearest first."
    assert summary.heading(None, POINT) == "TMS near this location"


def test_a_heading_says_where():
    assert summary.heading(ZIP, POINT) == "TMS near Chicago, IL 60614"
    assert summary.heading(None, ILLINOIS) == "TMS in Illinois"
    assert summary.heading(None, None) == "TMS in the United States"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Filter("condition", "mdd"), "Depression"),
        (Filter("program", "erp"), "ERP with TMS"),
        (Filter("program", "erp:any:on-site"), "ERP on site"),
        (Filter("program", "any:any:on-site"), "Talk therapy on site"),
        (Filter("program", "any:interleaved"), "Talk therapy on alternate days with TMS"),
        (Filter("accepting", "1"), "Taking new patients"),
        (Filter("name", "harbor"), "Name: “harbor”"),
    ],
)
def test_a_filter_has_a_name_where_it_can_be_dropped(part, expected):
    assert summary.filter_label(part, CATALOG) == expected
