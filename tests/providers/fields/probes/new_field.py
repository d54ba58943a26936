"""For a copy of the project with the field `parking_spaces`: test_plain_field.py makes it and runs this."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from listings.models import HeldChange
from listings.spreadsheet.columns import HEADERS
from providers.models import Location
from tests.cast import join, make_user
from tests.factories import make_location
from tests.jobs import run_jobs
from tests.listings.editor.filling import open_form, save
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, page, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]
HEADER = "Parking spaces"


@pytest.fixture
def location() -> Location:
    return full_location(name="Quiet House", parking_spaces=3)


@pytest.fixture
def editor(client: Client, location: Location) -> Client:
    client.force_login(old_hand(location))
    return client


def get(client: Client, url: str, **query: str) -> str:
    return unescape(" ".join(page(client.get(url, query)).split()))


def now(location: Location) -> int | None:
    return Location.objects.get(pk=location.pk).parking_spaces


def test_patients_filter_by_it(client: Client, location: Location):
    make_location(name="Large House", parking_spaces=40)
    make_location(name="Silent House")
    html = get(client, "/providers/", parking_spaces="5")
    assert "Quiet House" in html
    assert "Large House" not in html
    assert "Silent House" not in html
    assert "1 place in the United States with at most 5 parking spaces." in html
    assert "Parking: 3 parking spaces" in html
    assert '<span>50 parking spaces</span> <span class="facet-count">2<span' in html
    assert "2 places" in get(client, "/providers/", parking_spaces="50")


def test_patients_sort_by_it_and_unknown_comes_last(client: Client, location: Location):
    silent, large = make_location(), make_location(parking_spaces=40)
    none = make_location(parking_spaces=0)
    answer = client.get("/api/v1/locations/", {"sort": "parking"}).json()
    assert [result["id"] for result in answer["results"]] == [none.pk, location.pk, large.pk, silent.pk]
    html = get(client, "/providers/", sort="parking")
    assert "least parking first." in html
    assert "Least parking" in html


def test_the_page_of_a_location_shows_it(client: Client, location: Location):
    assert "<dt>Parking</dt> <dd> 3 parking spaces </dd>" in get(client, location.get_absolute_url())
    silent = make_location()
    assert "<dt>Parking</dt> <dd> Not known </dd>" in get(client, silent.get_absolute_url())


def test_the_editor_asks_for_it_previews_it_and_history_tells_of_it(editor: Client, location: Location):
    fields = open_form(editor, location, "access")
    assert fields["parking_spaces"] == ["3"]
    changed = {**fields, "parking_spaces": "12"}
    preview = reverse("listing-preview", args=[location.pk])
    assert "12 parking spaces" in page(editor.post(preview, {**changed, "section": "access"}))
    assert save(editor, location, "access", {**changed, "parking_spaces": "501"}).status_code == 200
    assert save(editor, location, "access", changed).status_code == 302
    assert now(location) == 12
    assert HEADER in get(editor, reverse("history", args=[location.pk]))


def test_the_editor_says_what_patients_miss(client: Client):
    bare = make_location(confirmed_days_ago=400)
    client.force_login(old_hand(bare))
    assert "Patients can’t see whether they can park." in get(client, reverse("listing", args=[bare.pk]))


def test_a_change_of_a_sensitive_field_waits_where_it_looks_suspicious(client: Client, location: Location):
    newcomer = make_user()
    join(newcomer, location.practice)
    client.force_login(newcomer)
    response = save(client, location, "access", open_form(client, location, "access"), parking_spaces="12")
    assert response.status_code == 302
    assert now(location) == 3
    held = HeldChange.objects.get()
    assert held.after == {"parking_spaces": 12}
    assert "The parking waits for our check." in get(client, reverse("listing", args=[location.pk]))
    assert HEADER in get(client, reverse("waiting-changes", args=[location.pk]))


def test_the_spreadsheet_has_a_column_for_it_down_and_up(editor: Client, location: Location):
    assert HEADER in HEADERS
    [row] = rows_of(location.practice)
    assert row[HEADER] == "3"
    row[HEADER] = "8"
    assert HEADER in page(upload(editor, location.practice, as_file([row])))
    editor.post(reverse("spreadsheet-preview", args=[location.practice.spreadsheets.get().pk]))
    run_jobs()
    assert now(location) == 8


def test_the_api_has_the_parameter_the_result_and_the_schema(client: Client, location: Location):
    answer = client.get("/api/v1/locations/").json()
    assert [result["parking_spaces"] for result in answer["results"]] == [3]
    assert answer["facets"]["parking_spaces"] == {"5": 1, "50": 1}
    schema = client.get("/api/v1/schema/").json()
    parameters = schema["paths"]["/api/v1/locations/"]["get"]["parameters"]
    assert "parking_spaces" in {parameter["name"] for parameter in parameters}
    assert "parking_spaces" in schema["components"]["schemas"]["Location"]["properties"]
