"""Hostile requests to every address: each is answered, and none with an error of ours.

`python -m bench.hostile` sends a hundred thousand of the same kind to the site as deployed.
"""

import random

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from bench.demo_site import DemoSite
from bench.random_requests import RandomRequests
from bench.upload_requests import Request
from bench.worst_uploads import jpeg_with_exif, pdf_of_nested_drawings, png_that_claims, png_with_profile
from directory.middleware import hides_unreadable_queries
from providers.search.service import search_index
from tests.cast import make_cast
from tests.directory.permission_rows import make_arguments
from tests.staff_journeys.sessions import session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]

REQUESTS = 300
FILES = {
    "drawings.pdf": pdf_of_nested_drawings(),
    "claims.png": png_that_claims(60_000, 60_000),
    "profile.png": png_with_profile(),
    "exif.jpg": jpeg_with_exif(),
    "lines.csv": b"Location id,Name\n" + b"\n" * 200_000,
}


def routes(patterns, before=""):
    """Every pattern of an address, such as "staff/practices/<int:practice_id>/"."""
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from routes(pattern.url_patterns, here)


@pytest.fixture
def site(settings) -> DemoSite:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    cast = make_cast()
    arguments = make_arguments(cast)
    people = {"owner": cast.owner, "moderator": cast.moderator, "admin": cast.admin, "manager": cast.patient}
    return DemoSite(
        process=None,
        port=8000,
        database_url="",
        sessions={role: session_of(user) for role, user in people.items()},
        routes=list(routes(get_resolver().url_patterns)),
        practice_id=cast.practice.pk,
        location_id=cast.location.pk,
        location_path=cast.location.get_absolute_url(),
        other_location_id=cast.location.pk,
        review_id=arguments["review_id"],
    )


def send(request: Request):
    client = Client(raise_request_exception=False)
    path, _, query = request.target.partition("?")
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    content_type = environ.pop("HTTP_CONTENT_TYPE", "")
    if len(query.split("&")) > 900:  # the WSGI application hides it before Django sees it: see below
        query = ""
    return client.generic(request.method, path, request.body, content_type, QUERY_STRING=query, **environ)


def test_every_hostile_request_is_answered_without_an_error_of_ours(site):
    search_index.index()  # without it, `/healthz/ready` rightly answers 503
    source = RandomRequests(site, random.Random(20_261_130), FILES)
    wrong = []
    for _ in range(REQUESTS):
        request = source.next()
        status = send(request).status_code
        if status >= 500:
            wrong.append(f"{status} {request}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("query", ["&" * 2_000, "near=" + "x" * 20_000])
def test_a_query_that_django_could_not_read_is_hidden_from_it(query, client):
    """Where a body's type names a character set, Django reads the query before any middleware."""
    seen = {}
    application = hides_unreadable_queries(lambda environ, start_response: seen.update(environ) or [])
    application({"QUERY_STRING": query}, None)
    assert seen.pop("QUERY_STRING") == ""
    response = client.post("/planner/", b"", "application/x-www-form-urlencoded; charset=utf-16", **seen)
    assert response.status_code == 404


def test_a_query_that_can_be_read_stays():
    seen = {}
    application = hides_unreadable_queries(lambda environ, start_response: seen.update(environ) or [])
    application({"QUERY_STRING": "near=60614"}, None)
    assert seen == {"QUERY_STRING": "near=60614"}
