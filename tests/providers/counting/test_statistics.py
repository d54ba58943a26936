"""Statistics of a listing: charts and a table of the same numbers, none of them under five."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from providers.counting.page import FEW, HEIGHT, WIDTH, shown, statistics_page, tick_step
from providers.counting.statistics import Series, by_day, by_month, first_of_month
from providers.models import DailyCount
from tests.cast import make_cast
from tests.day_fixture import TODAY
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]
Kind = DailyCount.Kind


def count(location, number, *, day=TODAY, kind=Kind.VIEW):
    DailyCount.objects.create(location=location, day=day, kind=kind, count=number)


@pytest.mark.parametrize(("number", "words"), [(0, FEW), (4, FEW), (5, "5"), (1204, "1,204")])
def test_a_number_under_five_is_not_said(number, words):
    assert shown(number) == words


def test_thirty_days_end_today_and_days_without_a_row_are_nought():
    location = make_location()
    count(location, 7)
    count(location, 9, day=TODAY - timedelta(days=29))
    count(location, 99, day=TODAY - timedelta(days=30))
    views = by_day(location, TODAY)[0]
    assert (views.kind, len(views.counts), views.total) == (Kind.VIEW, 30, 16)
    assert (views.counts[0], views.counts[-1], sum(views.counts[1:-1])) == (9, 7, 0)


def test_twelve_months_are_added_up():
    location, other = make_location(), make_location()
    today = date(2026, 11, 22)
    for day in (date(2026, 11, 1), date(2026, 11, 22), date(2025, 12, 1), date(2025, 11, 30)):
        count(location, 10, day=day, kind=Kind.CALL)
    count(other, 50, day=today, kind=Kind.CALL)
    calls = by_month(location, today)[2]
    assert (calls.days[0], calls.days[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
    assert (calls.counts[0], calls.counts[-1], calls.total) == (10, 20, 30)


def test_months_are_counted_back_over_the_turn_of_the_year():
    months = [first_of_month(date(2026, 1, 31), back) for back in (0, 1, 12)]
    assert months == [date(2026, 1, 1), date(2025, 12, 1), date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (4, 1), (5, 2), (9, 5), (37, 10), (41, 20), (1204, 500)]
)
def test_lines_stand_at_round_numbers_and_are_few(highest, step):
    assert tick_step(highest) == step


def test_bars_stay_inside_the_drawing_and_are_as_high_as_their_numbers():
    days = tuple(date(2026, 11, 1) + timedelta(days=back) for back in range(4))
    (chart,) = statistics_page([Series(Kind.VIEW, days, (40, 20, 4, 0))], by_month=False).charts
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y >= 0
        assert bar.y + bar.height <= HEIGHT
    tall, half, few, none = chart.bars
    assert tall.height == pytest.approx(2 * half.height, abs=0.2)
    assert (few.height, none.height) == (2, 2)  # a number under five and none at all look the same
    assert (few.hint, none.hint) == ("Nov 3: fewer than 5", "Nov 4: fewer than 5")
    assert [tick.label for tick in chart.ticks] == ["0", "10", "20", "30", "40"]


def test_no_number_under_five_is_anywhere_on_the_page(client):
    cast = make_cast(make_location())
    for kind in Kind:
        count(cast.location, 3, kind=kind)
    client.force_login(cast.viewer)
    for period in ("month", "year"):
        page = client.get(reverse("statistics", args=[cast.location.pk]), {"period": period})
        text = Page(page.content).text
        assert not re.search(
            r"(?<!\d)3(?!\d|0)(?! days|1)", text.split("The same numbers")[0].split("Statistics")[1]
        )
        assert "Too few to draw." in text
        assert FEW in text


def test_the_chart_has_words_and_a_table_beside_it(client, django_assert_max_num_queries):
    cast = make_cast(make_location(name="Lakeview TMS"))
    count(cast.location, 12)
    count(cast.location, 1204, day=TODAY - timedelta(days=1))
    client.force_login(cast.viewer)
    with django_assert_max_num_queries(8):
        response = client.get(reverse("statistics", args=[cast.location.pk]))
    page = Page(response.content)
    drawing = page.one("svg", role="img")
    assert "1,216 in all; the most at" in drawing["aria-label"]
    cells = [element.text for element in page.elements if element.tag == "td"]
    assert cells[:8] == ["12", FEW, FEW, FEW, "1,204", FEW, FEW, FEW]
    assert " style=" not in page.source.partition("<main")[2]


@pytest.mark.parametrize("person", ["outsider", "patient", "moderator"])
def test_others_don_t_see_them(client, person):
    cast = make_cast()
    client.force_login(getattr(cast, person))
    assert client.get(reverse("statistics", args=[cast.location.pk])).status_code == 403


def test_the_database_keeps_one_number_a_day_and_kind():
    location = make_location()
    count(location, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        count(location, 2)
