"""What the migrations of the guides make of rows that were there before."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from content.models import GuideVersion, Person, VersionPerson
from tests.content.factories import make_draft, make_person

pytestmark = pytest.mark.django_db

BEFORE = """
    ALTER TABLE content_guideversion ADD COLUMN last_reviewed date;
    ALTER TABLE content_person ADD COLUMN is_demo boolean NOT NULL DEFAULT false;
    ALTER TABLE content_versionperson DROP CONSTRAINT version_review_has_its_day;
"""


def run(statements: str, parameters: list[object] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements, parameters)


def reviewed(slug: str, reviewer: str, day: date | None, origin: str) -> int:
    """A version as it was before, made on August 1, 2026: its id."""
    version = make_draft(slug, written_on=None, update_due=None, origin=origin)
    VersionPerson.objects.create(version=version, person=make_person(reviewer), contribution="reviewer")
    run(
        "UPDATE content_guideversion SET last_reviewed = %s, created_at = '2026-08-01 12:00Z' WHERE id = %s",
        [day, version.pk],
    )
    return version.pk


def after(version_id: int) -> tuple[date | None, list[tuple[str, date | None]]]:
    """The day of writing, and the reviewers with theirs."""
    reviewers = VersionPerson.objects.filter(version=version_id, contribution="reviewer")
    written_on = GuideVersion.objects.get(pk=version_id).written_on
    return written_on, list(reviewers.values_list("person__slug", "reviewed_on"))


def test_dates_of_reviews_become_days_of_writing_and_of_signing():
    run(BEFORE)
    shipped = reviewed("shipped", "placeholder", date(2026, 11, 22), "shipped")
    own = reviewed("own", "maya-lind", date(2026, 9, 9), "admin")
    unsigned = reviewed("unsigned", "tom-ash", None, "admin")
    run("UPDATE content_person SET is_demo = true WHERE slug = 'placeholder'")
    run(import_module("content.migrations.0003_move_dates_of_reviews").MOVE)
    assert after(shipped) == (date(2026, 11, 22), [])
    assert after(own) == (date(2026, 8, 1), [("maya-lind", date(2026, 9, 9))])
    assert after(unsigned) == (None, [])
    assert set(Person.objects.values_list("slug", flat=True)) == {"ana-ruiz", "maya-lind", "tom-ash"}
