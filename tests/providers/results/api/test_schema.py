"""The published schema describes the JSON form, and the JSON form keeps to it, whatever is asked."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import validate
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from directory.wsgi import application
from providers.results.api.views import SearchThrottle
from providers.search.filterset import SearchFilterSet
from tests.factories import make_location

URL = "/api/v1/locations/"


@pytest.fixture(autouse=True)
def many_requests_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SearchThrottle, "THROTTLE_RATES", {"search": "100000/min"})


@pytest.fixture
def schema(client: Client) -> dict:
    return client.get("/api/v1/schema/").json()


@pytest.mark.django_db
def test_every_parameter_of_the_search_is_in_the_schema(schema: dict):
    named = {parameter["name"] for parameter in schema["paths"][URL]["get"]["parameters"]}
    assert named == {*SearchFilterSet.base_filters, "page_size"}


@pytest.mark.django_db
def test_the_schema_can_be_read_without_any_other_server(client: Client):
    assert "http" not in client.get("/api/v1/schema/").content.decode().replace("https://testserver", "")


@pytest.mark.django_db(transaction=True)  # a real WSGI call closes its connection
def test_answers_of_any_query_keep_to_the_schema():
    """Schemathesis makes the queries from the schema, and checks each answer against it."""
    make_location(terms=["condition/ocd"])
    cases = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)[URL]["GET"].as_strategy()

    @given(case=cases)
    @settings(max_examples=50, suppress_health_check=list(HealthCheck))
    def check(case: schemathesis.Case) -> None:
        response = case.call(headers={"Accept-Encoding": "identity"})  # it does not unpack what it asks for
        assert response.status_code == 200
        case.validate_response(response, checks=[response_schema_conformance, content_type_conformance])

    check()


@pytest.mark.django_db
@given(query=st.dictionaries(st.sampled_from([*SearchFilterSet.base_filters]), st.text(max_size=30)))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_parameter_is_answered(client: Client, schema: dict, query: dict):
    response = client.get(URL, query)
    assert response.status_code == 200
    answer = schema["components"]["schemas"]["SearchResponse"]
    validate(response.json(), {**answer, "components": schema["components"]})
