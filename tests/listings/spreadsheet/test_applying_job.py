"""A spreadsheet is applied by a job: its page tells how far it has come, and nothing is done twice."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from listings.models import SpreadsheetProgress, SpreadsheetUpload
from listings.spreadsheet import progress
from listings.spreadsheet.applying import apply_upload
from listings.spreadsheet.progress import ProgressNotes
from listings.spreadsheet.requests import GIVEN_UP_AFTER, request_applying
from listings.spreadsheet.tasks import apply_spreadsheet
from providers.models import Location
from tests.factories import make_location
from tests.jobs import run_jobs, waiting_jobs
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, page, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def location() -> Location:
    return full_location(name="Lakeview")


@pytest.fixture
def editor(location, client):
    user = old_hand(location)
    client.force_login(user)
    return user


@pytest.fixture
def uploaded(client, editor, location) -> SpreadsheetUpload:
    """Two locations get another text."""
    make_location(practice=location.practice, name="Second")
    rows = [row | {"About": "From the file"} for row in rows_of(location.practice)]
    upload(client, location.practice, as_file(rows))
    return SpreadsheetUpload.objects.get()


@pytest.fixture
def address(uploaded) -> str:
    return reverse("spreadsheet-preview", args=[uploaded.pk])


def changed() -> int:
    return Location.objects.filter(about="From the file").count()


def test_the_page_tells_that_it_goes_on_and_then_what_was_done(client, address):
    assert "Apply all of this" in page(client.get(address))
    response = client.post(address, follow=True)
    assert "0 of 2 locations done." in page(response)
    assert "See how far it has come" in page(response)  # for a browser without JavaScript
    assert "Apply all of this" not in page(response)
    assert changed() == 0
    assert run_jobs() == ["listings.apply_spreadsheet"]
    text = page(client.get(address))
    assert "Applied: 2 locations changed." in text
    assert "See how far it has come" not in text
    assert changed() == 2


def test_the_part_that_changes_is_asked_for_by_itself(client, address):
    client.post(address)
    SpreadsheetProgress.objects.update(rows_done=1)
    text = page(client.get(address, headers={"HX-Request": "true"}))
    assert "1 of 2 locations done." in text
    assert 'hx-trigger="every 1s"' in text
    assert "<html" not in text
    run_jobs()
    text = page(client.get(address, headers={"HX-Request": "true"}))
    assert "Applied: 2 locations changed." in text
    assert "hx-trigger" not in text


def test_asking_again_while_it_goes_on_starts_nothing(client, address):
    client.post(address)
    client.post(address)
    assert waiting_jobs().count() == 1


def test_a_worker_that_was_killed_is_given_up_after_a_while(client, address, uploaded):
    client.post(address)
    waiting_jobs().delete()
    SpreadsheetUpload.objects.update(requested_at=timezone.now() - GIVEN_UP_AFTER - timedelta(seconds=1))
    assert "Apply all of this" in page(client.get(address))
    client.post(address)
    run_jobs()
    assert changed() == 2


def test_a_job_that_runs_twice_applies_once(uploaded, editor):
    apply_spreadsheet(uploaded.pk, editor.pk)
    applied_at = SpreadsheetUpload.objects.get().applied_at
    Location.objects.update(about="By hand")
    apply_spreadsheet(uploaded.pk, editor.pk)
    apply_upload(upload=uploaded, user=editor, tell=lambda done: None)
    assert SpreadsheetUpload.objects.get().applied_at == applied_at
    assert not changed()


def test_a_refusal_can_be_tried_again(client, address, location):
    client.post(address)
    Location.objects.filter(pk=location.pk).update(about="By hand")
    run_jobs()
    text = page(client.get(address))
    assert "was changed since you uploaded" in text
    assert "Apply all of this" in text
    assert changed() == 0
    Location.objects.filter(pk=location.pk).update(about="A quiet house by the lake.")
    client.post(address)
    run_jobs()
    assert changed() == 2


def test_somebody_who_left_the_team_meanwhile_applies_nothing(uploaded, editor):
    editor.memberships.all().delete()
    apply_spreadsheet(uploaded.pk, editor.pk)
    uploaded.refresh_from_db()
    assert uploaded.problem == "You can no longer edit the listings of this practice."
    assert changed() == 0


@pytest.fixture
def elsewhere() -> Iterator[psycopg.Connection]:
    """What another process would see."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        yield other


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_it_has_come_before_anything_is_committed(
    uploaded, editor, elsewhere, monkeypatch
):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_NOTES", 0)
    assert request_applying(upload=uploaded, user=editor)
    seen = []
    with ProgressNotes(uploaded) as tell:

        def tell_and_look(done: int) -> None:
            tell(done)
            [rows_done] = elsewhere.execute("SELECT rows_done FROM listings_spreadsheetprogress").fetchone()
            [texts] = elsewhere.execute(
                "SELECT count(*) FROM providers_location WHERE about = 'From the file'"
            ).fetchone()
            seen.append((rows_done, texts))

        apply_upload(upload=uploaded, user=editor, tell=tell_and_look)
    assert seen == [(1, 0), (2, 0)]
    assert changed() == 2
