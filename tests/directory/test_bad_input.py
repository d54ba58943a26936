"""Any query string, on any page, gives a page, a redirect or a 404: never a 500, never a blank."""

import string
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from providers.search.filterset import SearchFilterSet
from tests.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]

PATHS = ["/providers/", "/", "/places/", "/about-the-data/", "/accessibility/", "/privacy/", "/tms/il/"]
HOSTILE = {
    "a NUL": "%00",
    "a lone surrogate": "%ED%A0%80",
    "broken UTF-8": "%ff%fe%c0%80",
    "a right-to-left override": "%E2%80%AE60614",
    "HTML": "%3Cscript%3Ealert(1)%3C/script%3E",
    "an attribute": "%22%20onfocus=%22alert(1)",
    "SQL": "%27%3B%20DROP%20TABLE%20providers_location%3B--",
    "a template": "%7B%7B%20request%20%7D%7D%7B%25%20load%20x%20%25%7D",
    "ten kilobytes": "x" * 10_240,
    "a huge number": "9" * 400,
    "a negative number": "-1",
    "scientific notation": "1e9",
    "not a number": "NaN",
    "infinity": "-inf",
    "a fullwidth digit": "%EF%BC%95",
    "nothing": "",
}
PARAMETERS = [*SearchFilterSet.base_filters, "q", "page_size", "unheard_of"]


@pytest.fixture
def place(vocabulary: None):
    return make_location(terms=["condition/ocd", "therapy/erp"])


def get(client: Client, path: str, query: str):
    """A GET with a query string exactly as it comes over the wire."""
    return client.generic("GET", path, QUERY_STRING=query)


def check(response) -> None:
    assert response.status_code in (200, 301, 302, 404)
    if response["Content-Type"].startswith("text/html"):
        body = response.content.decode()
        assert "<script>alert" not in body
        assert 'onfocus="alert' not in body
        assert response.status_code in (301, 302) or "</html>" in body
    else:  # JSON quotes what was typed; a browser must not take it for a page
        assert response["Content-Type"] == "application/json"
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("path", [*PATHS, "/api/v1/locations/"])
def test_a_hostile_value_in_every_parameter_at_once_is_answered(client: Client, place, path, value):
    check(get(client, path, "&".join(f"{name}={value}" for name in PARAMETERS)[:16_000]))


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_value_in_one_parameter_keeps_the_other_filters(client: Client, place, value):
    for name in SearchFilterSet.base_filters:
        if name != "condition":
            response = get(client, "/providers/", f"condition=ocd&{name}={value}")
            assert response.status_code == 200, name
            assert "OCD" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("radius=-1", "is not a distance we can search"),
        ("radius=abc", "is not a distance we can search"),
        ("radius=1e9", "is not a distance we can search"),
        ("lat=999&lng=1", "is not between -90 and 90"),
        ("page=0", "There is no page"),
        ("page=-3", "There is no page"),
        ("page=1000000000", "There is only one page"),
        ("condition=zzz", "We don’t know “zzz”"),
        ("near=" + "x" * 10_240, "longer than 200 characters"),
    ],
)
def test_what_makes_no_sense_is_explained_on_the_page(client: Client, place, query, words):
    response = get(client, "/providers/", query)
    assert response.status_code == 200
    assert words in unescape(response.content.decode())


raw = st.text(string.ascii_letters + string.digits + "%=&+;:-_.~!*'()/?[]@$,", max_size=200)
pairs = st.lists(
    st.tuples(st.sampled_from(PARAMETERS), st.sampled_from(list(HOSTILE.values())) | raw), max_size=12
).map(lambda items: "&".join(f"{name}={value}" for name, value in items))


@given(query=raw | pairs, path=st.sampled_from([*PATHS, "/api/v1/locations/"]))
@example(query="&" * 2000, path="/providers/")
@example(query="near=" + "%F0%9F%98%80" * 100, path="/providers/")
@example(query="condition=ocd&" * 900, path="/providers/")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_string_is_answered(client: Client, place, query, path):
    response = get(client, path, query)
    if path.startswith("/api/") and response.status_code == 429:
        return  # asked more often than once a second
    check(response)


@pytest.mark.parametrize(
    "path",
    [
        "/providers/0-x/",
        "/providers/999999999999999999999999-x/",
        "/providers/1-%00/",
        "/providers/1-%ED%A0%80/",
        "/providers/1-" + "x" * 5000 + "/",
        "/providers/-1-x/",
        "/providers/x/",
        "/tms/zz/",
        "/tms/%00/",
        "/tms/il/nowhere/",
        "/tms/il/%27%20OR%201=1/",
        "/tms/il/" + "x" * 5000 + "/",
        "/tms/illinois/",
        "/nowhere/",
        "/%FF/",
    ],
)
def test_an_address_that_leads_nowhere_is_a_helpful_404(client: Client, path):
    response = client.get(path)
    assert response.status_code == 404
    body = response.content.decode()
    assert "988" in body
    assert 'name="q"' in body
