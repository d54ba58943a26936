"""The binary COPY format: what is written is what PostgreSQL reads."""

from datetime import UTC, date, datetime, time

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bench.generator import copy_format as fmt
from bench.generator.copy_format import Column, Strings


def stored(columns: dict[str, tuple[str, Column]]) -> list[tuple]:
    """The rows as a table has them after COPY; `columns` gives a type and a column for each name."""
    definition = ", ".join(f"{name} {kind}" for name, (kind, _) in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE written (line serial, {definition}) ON COMMIT DROP")
        with cursor.copy(f"COPY written ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(fmt.HEADER + fmt.rows(*[column for _, column in columns.values()]) + fmt.TRAILER)
        cursor.execute(f"SELECT {', '.join(columns)} FROM written ORDER BY line")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE written")
    return found


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


class RoundTrips(TestCase):
    @given(st.lists(st.tuples(texts, texts, st.booleans(), st.integers(-(2**63), 2**63 - 1)), min_size=1))
    def test_texts_and_numbers_of_any_kind_come_back(self, rows: list[tuple]) -> None:
        first, second, is_null, number = zip(*rows, strict=True)
        null = np.array(is_null)
        found = stored(
            {
                "joined": ("text", fmt.text(Strings.of(first), Strings.of(second))),
                "maybe": ("text", fmt.text(Strings.of(first), null=null)),
                "number": ("bigint", fmt.numbers(np.array(number), "i8", null=null)),
                "plain": ("bigint", fmt.numbers(np.array(number), "i8")),
            }
        )
        assert found == [
            (one + two, None if none else one, None if none else value, value)
            for one, two, none, value in rows
        ]


@pytest.mark.django_db
def test_every_type_that_the_tables_use_comes_back():
    days = np.array(["1999-12-31", "2000-01-01", "2026-11-22"], "datetime64[D]")
    moments = np.array(
        ["1999-12-31T23:59:59", "2026-11-22T12:00:00", "2000-01-01T00:00:00"], "datetime64[us]"
    )
    null = np.array([False, False, True])
    arrays = Strings.of([fmt.text_array([]), fmt.text_array(["phd", "lcsw"])])
    found = stored(
        {
            "small": ("smallint", fmt.numbers(np.array([-1, 0, 32767]), "i2")),
            "point": ("double precision", fmt.numbers(np.array([0.1, -179.5, 1e-9]), "f8", null=null)),
            "flag": ("boolean", fmt.numbers(np.array([True, False, True]), "?", null=null)),
            "day": ("date", fmt.dates(days, null=null)),
            "moment": ("timestamptz", fmt.moments(moments)),
            "hour": ("time", fmt.times(np.array([0, 450, 1439]))),
            "slug": ("varchar(20)", fmt.choice(Strings.of(["a", "", "ümlaut"]), np.array([2, 1, 0]))),
            "slugs": ("varchar(20)[]", fmt.choice(arrays, np.array([0, 1, 1]))),
            "constant": ("text", fmt.text(fmt.constant("always", 3))),
            "sometimes": (
                "text",
                fmt.text(*fmt.only([fmt.constant("here", 3)], np.array([True, False, True]))),
            ),
        }
    )
    teams = ["phd", "lcsw"]
    assert found == [
        (-1, 0.1, True, date(1999, 12, 31), datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC), time(0),
         "ümlaut", [], "always", "here"),
        (0, -179.5, False, date(2000, 1, 1), datetime(2026, 11, 22, 12, tzinfo=UTC), time(7, 30),
         "", teams, "always", ""),
        (32767, None, None, None, datetime(2000, 1, 1, tzinfo=UTC), time(23, 59),
         "a", teams, "always", "here"),
    ]  # fmt: skip
