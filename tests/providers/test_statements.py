"""Statements that are compiled once give what the query they come from would give."""

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value
from django.db.models.functions import JSONObject

from providers.models import Location, LocationTerm
from providers.statements import PLACEHOLDER, Compiled, Statement
from reviews.models import State
from reviews.reading.published import newest_reviews, published_reviews, summary_of
from tests.factories import make_location
from tests.reviews.factories import make_review, publish_reviews

pytestmark = pytest.mark.django_db


def columns(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def with_terms(pk):
    terms = LocationTerm.objects.filter(location=OuterRef("pk")).order_by("term")
    return Location.objects.filter(pk=pk).annotate(
        said=Value('100% "of" it\'s 50%%, \\ and %s'),
        term_rows=ArraySubquery(terms.values(row=JSONObject(term="term_id"))),
    )


def test_rows_and_annotations_are_those_of_the_query(vocabulary):
    compiled = Compiled(lambda: with_terms(PLACEHOLDER))
    for _ in range(2):
        location = make_location(terms=["condition/ocd", "therapy/erp"], confirmed_days_ago=3)
        [row] = compiled.rows(location.pk)
        assert columns(row) == columns(with_terms(location.pk).get())
        assert len(row.term_rows) == 2
        row.name = "Saved like any row"
        row.save()
        assert Location.objects.get(pk=location.pk).name == "Saved like any row"


def test_what_is_not_read_is_fetched_when_it_is_asked_for():
    location = make_location(name="Lakeview")
    [row] = Compiled(lambda: Location.objects.only("city").filter(pk=PLACEHOLDER)).rows(location.pk)
    assert row.get_deferred_fields() >= {"name"}
    assert row.name == "Lakeview"


def test_no_row_is_no_row():
    assert Compiled(lambda: Location.objects.filter(pk=PLACEHOLDER)).rows(0) == []


def test_only_the_id_stays_a_parameter():
    sql, parameters = Location.objects.filter(pk=PLACEHOLDER, name="50% o'clock").query.sql_with_params()
    statement = Statement.of(sql, parameters)
    assert statement.ids == 1
    assert "'50%% o''clock'" in statement.sql


def test_a_server_may_keep_the_plan_from_run_to_run():
    locations = [make_location(name=str(number)) for number in range(12)]
    compiled = Compiled(lambda: Location.objects.filter(pk=PLACEHOLDER))
    assert [compiled.rows(location.pk)[0].name for location in locations] == [str(n) for n in range(12)]


def test_the_newest_reviews_of_a_page_are_those_of_the_list():
    location = make_location()
    publish_reviews(location, [5, 4, 3, 2, 1, 5, 4])
    make_review(location, state=State.DECLINED)
    expected = list(published_reviews(location.pk)[:5])
    assert [columns(published.review) for published in newest_reviews(location.pk)] == list(
        map(columns, expected)
    )
    assert summary_of(location.pk).number == 7
    assert summary_of(make_location().pk).number == 0
