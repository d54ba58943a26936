"""For a copy of the project with the vocabulary `sensory`: test_new_vocabulary.py makes it and runs this."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from listings.spreadsheet.columns import HEADERS
from providers.models import Location
from tests.factories import make_location
from tests.jobs import run_jobs
from tests.listings.editor.filling import open_form, save
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, page, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]
LABEL = "Sensory comfort"


@pytest.fixture
def location() -> Location:
    return full_location(name="Quiet House", terms=["condition/ocd", "sensory/dim-light"])


@pytest.fixture
def editor(client: Client, location: Location) -> Client:
    client.force_login(old_hand(location))
    return client


def get(client: Client, url: str, **query: str) -> str:
    return unescape(" ".join(page(client.get(url, query)).split()))


def test_patients_filter_by_it(client: Client, location: Location):
    make_location(name="Loud House")
    html = get(client, "/providers/", sensory="dim-light")
    assert "Quiet House" in html
    assert "Loud House" not in html
    assert "1 place in the United States with dim light." in html
    assert "Sensory comfort: dim light" in html.partition('<ol class="cards')[2]


def test_the_panel_counts_its_choices(client: Client, location: Location):
    make_location(terms=["sensory/weighted-blanket", "sensory/dim-light"])
    html = get(client, "/providers/")
    assert f'id="facet-sensory"> <summary> {LABEL}' in html
    assert '<span>Dim light</span> <span class="facet-count">2<span' in html
    assert '<span>Weighted blanket</span> <span class="facet-count">1<span' in html


def test_what_is_unknown_is_said(client: Client, location: Location):
    assert "We don’t know “music” (sensory), so it was ignored." in get(
        client, "/providers/", sensory="music"
    )


def test_the_page_of_a_location_shows_it(client: Client, location: Location):
    html = get(client, location.get_absolute_url())
    assert f"<h3>{LABEL}</h3>" in html
    assert "Dim light" in html


def test_the_editor_asks_for_it_previews_it_and_history_tells_of_it(editor: Client, location: Location):
    fields = open_form(editor, location, "access")
    assert fields["sensory"] == ["dim-light"]
    changed = {**fields, "sensory": ["weighted-blanket"]}
    preview = reverse("listing-preview", args=[location.pk])
    html = page(editor.post(preview, {**changed, "section": "access"}))
    assert "Weighted blanket" in html
    assert "Dim light" not in html
    assert save(editor, location, "access", changed).status_code == 302
    assert [term.slug for term in location.terms.filter(vocabulary="sensory")] == ["weighted-blanket"]
    history = get(editor, reverse("history", args=[location.pk]))
    assert f"{LABEL}: added" in history
    assert f"{LABEL}: taken away" in history


def test_the_editor_says_what_patients_miss(client: Client):
    bare = make_location(confirmed_days_ago=400)
    client.force_login(old_hand(bare))
    assert "Patients can’t see how calm your rooms are." in get(client, reverse("listing", args=[bare.pk]))


def test_the_spreadsheet_has_a_column_for_it_down_and_up(editor: Client, location: Location):
    assert LABEL in HEADERS
    [row] = rows_of(location.practice)
    assert row[LABEL] == "dim-light"
    row[LABEL] = "dim-light; Weighted blanket"
    assert f"{LABEL}: added" in page(upload(editor, location.practice, as_file([row])))
    upload_page = reverse("spreadsheet-preview", args=[location.practice.spreadsheets.get().pk])
    editor.post(upload_page)
    run_jobs()
    assert location.terms.filter(vocabulary="sensory").count() == 2


def test_the_api_has_the_parameter_the_result_and_the_schema(client: Client, location: Location):
    make_location()
    answer = client.get("/api/v1/locations/", {"sensory": "dim-light"}).json()
    assert [result["sensory"] for result in answer["results"]] == [["dim-light"]]
    assert answer["facets"]["sensory"] == {"dim-light": 1, "weighted-blanket": 0}
    schema = client.get("/api/v1/schema/").json()
    parameters = schema["paths"]["/api/v1/locations/"]["get"]["parameters"]
    assert "sensory" in {parameter["name"] for parameter in parameters}
    assert schema["components"]["schemas"]["Location"]["properties"]["sensory"]["type"] == "array"


def test_it_has_pages_of_its_own(client: Client, location: Location):
    assert "Lamps that can be turned down." in get(client, "/sensory/")
    html = get(client, "/sensory/dim-light/")
    assert "Find places near you: Dim light" in html
    assert "/providers/" in html
