"""The one box: what is typed becomes an ordinary search, and the page says what became of it."""

from html import unescape

import pytest

from tests.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]


def page(client, path: str, **query: str) -> str:
    return unescape(client.get(path, query, follow=True).content.decode())


def test_what_is_typed_is_redirected_to_the_ordinary_parameters(client):
    response = client.get("/providers/", {"q": "ocd hoboken aetna"})
    assert response.status_code == 302
    assert response.url == "/providers/?q=ocd+hoboken+aetna&near=Hoboken%2C+NJ&condition=ocd&payer=aetna"
    assert client.get(response.url).status_code == 200


def test_the_box_keeps_what_was_typed_and_each_part_can_be_removed(client):
    html = page(client, "/providers/", q="ocd hoboken aetna")
    assert 'value="ocd hoboken aetna"' in html
    assert 'aria-label="What we understood"' in html
    assert 'href="/providers/?near=Hoboken%2C+NJ&payer=aetna"' in html


def test_a_text_without_a_place_adds_to_the_search_it_was_typed_on(client):
    response = client.get("/providers/", {"q": "evenings", "on": "near=60614&condition=ocd&sort=fresh"})
    assert response.url == "/providers/?q=evenings&near=60614&condition=ocd&schedule=evening&sort=fresh"


def test_a_text_with_a_place_begins_anew(client):
    response = client.get("/providers/", {"q": "depression boston", "on": "near=60614&payer=aetna"})
    assert response.url == "/providers/?q=depression+boston&near=Boston%2C+MA&condition=mdd"


@pytest.mark.parametrize("field", ["q", "near", "name"])
def test_words_of_a_crisis_are_answered_with_help_before_anything_else(client, field):
    html = page(client, "/providers/", **{field: "i want to die"})
    main = html.partition("<main")[2]
    assert "You can talk to somebody right now" in main
    assert main.index("You can talk to somebody right now") < main.index("<h1")
    assert 'href="tel:988"' in main.partition("<h1")[0]


def test_an_ordinary_search_does_not_speak_of_a_crisis(client):
    assert "right now</h2>" not in page(client, "/providers/", q="depression chicago")


def test_what_is_not_offered_here_is_said_kindly(client):
    assert "Ketamine isn’t TMS" in page(client, "/providers/", q="ketamine austin")


def test_what_was_not_understood_is_offered_as_a_name(client):
    html = page(client, "/providers/", q="zyxwvut ocd chicago")
    assert "Is “zyxwvut” the name of a clinic or a person?" in html
    assert "name=zyxwvut" in html


def test_a_name_that_somebody_has_is_searched_for(client):
    make_location(name="Quillmere TMS", city="Chicago", state="IL", point=(41.88, -87.63))
    assert "name=quillmere" in client.get("/providers/", {"q": "quillmere ocd chicago"}).url


def test_nonsense_is_answered_with_a_page(client):
    assert client.get("/providers/", {"q": "?!"}, follow=True).status_code == 200
    assert client.get("/providers/", {"q": "00000", "on": "near=%"}, follow=True).status_code == 200
