"""Forms of public pages are accepted from this site and trusted origins only, without a cookie."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory

from accounts.same_origin import same_origin_only

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver"}
TRUSTED = "https://forms.trusted.example"


@same_origin_only
def form_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("accepted")


def post(headers: dict[str, str]) -> HttpResponse:
    return form_view(RequestFactory().post("/", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", **OURS},
        {"Sec-Fetch-Site": "same-site", **OURS},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://elsewhere.example/guides/"},
        {"Referer": "http://[::1/"},
    ],
)
def test_other_sites_and_requests_without_an_origin_are_refused(headers):
    response = post(headers)
    assert response.status_code == 403
    assert "Nothing was sent" in response.content.decode()


@pytest.mark.parametrize(
    "headers", [OURS, {"Sec-Fetch-Site": "same-origin"}, {"Referer": "http://testserver/guides/x/"}]
)
def test_our_own_pages_are_accepted(headers):
    assert post(headers).content == b"accepted"


@pytest.mark.parametrize("trusted", [TRUSTED, "https://*.trusted.example"])
@pytest.mark.parametrize("fetch_metadata", [{}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize("headers", [{"Origin": TRUSTED}, {"Referer": f"{TRUSTED}/embedded/"}])
def test_a_trusted_origin_is_accepted(settings, headers, fetch_metadata, trusted):
    assert post({**headers, **fetch_metadata}).status_code == 403
    settings.CSRF_TRUSTED_ORIGINS = [trusted]
    assert post({**headers, **fetch_metadata}).content == b"accepted"


def test_trust_is_for_one_scheme_and_domain(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.trusted.example", "https://other.example"]
    for origin in ("http://forms.trusted.example", "https://untrusted.example", "https://a.other.example"):
        assert post({"Origin": origin}).status_code == 403


def test_reading_is_open_to_everyone():
    response = form_view(RequestFactory().get("/", headers={"Sec-Fetch-Site": "cross-site"}))
    assert response.content == b"accepted"


def test_no_cookie_is_needed_or_set():
    request = RequestFactory().post("/", headers=OURS)
    assert CsrfViewMiddleware(form_view).process_view(request, form_view, (), {}) is None
    assert not form_view(request).cookies
