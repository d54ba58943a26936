"""The request log, and the requests that no page could answer."""

import logging

import pytest
from django.core import mail
from django.http import HttpResponse, UnreadablePostError
from django.test import RequestFactory
from structlog.stdlib import ProcessorFormatter
from structlog.testing import capture_logs

from directory.middleware import (
    MAX_QUERY_STRING_LENGTH,
    ContentSecurityPolicyMiddleware,
    RequestLogMiddleware,
    UnservableRequestMiddleware,
    is_servable,
)
from tests.cast import make_user


@pytest.mark.django_db
def test_every_page_carries_a_policy_that_allows_this_site_alone(client):
    policy = client.get("/").headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert {source for directive in policy for source in directive.split()[1:]} == {"'none'", "'self'"}


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/nowhere/", "/healthz/live"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8000:8000", "a" * 5000, "x\ny", ""])
def test_a_wrong_host_gets_a_page_and_one_line_in_the_log(client, settings, caplog, address, host):
    settings.ALLOWED_HOSTS = ["tandem.example"]
    settings.SECURE_SSL_REDIRECT = True
    with capture_logs() as lines:
        answer = client.get(address, HTTP_HOST=host)
    assert answer.status_code == 400
    assert "We don’t serve this address" in answer.content.decode()
    assert [(line["event"], line["host"]) for line in lines] == [("wrong_host", host[:100])]
    assert caplog.records == []
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["/providers/", "/staff/", "/api/v1/locations/", "/nowhere/"])
def test_methods_that_no_page_takes_reach_no_view(client, address):
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = client.generic(method, address)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    answer = client.options(address)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/providers/", "/accounts/login/", "/staff/"])
def test_pages_tell_nobody_where_one_comes_from_and_use_nothing_of_the_device_but_its_place(client, address):
    client.force_login(make_user())
    headers = client.get(address, follow=True).headers
    assert headers["Referrer-Policy"] == "same-origin"
    allowed = dict(part.split("=") for part in headers["Permissions-Policy"].split(", "))
    assert allowed.pop("geolocation") == "(self)"
    assert allowed.keys() >= {"camera", "microphone", "payment", "usb"}
    assert set(allowed.values()) == {"()"}


def test_an_answer_with_a_policy_of_its_own_keeps_it():
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    answer = ContentSecurityPolicyMiddleware(lambda request: own)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_a_request_is_logged_by_method_path_status_and_time():
    middleware = RequestLogMiddleware(lambda request: HttpResponse(status=404))
    with capture_logs() as lines:
        middleware(RequestFactory().get("/providers/"))
    assert [{**line, "ms": ...} for line in lines] == [
        {
            "event": "request",
            "log_level": "info",
            "method": "GET",
            "path": "/providers/",
            "status": 404,
            "ms": ...,
        }
    ]


def test_neither_what_was_searched_nor_who_searched_is_logged():
    middleware = RequestLogMiddleware(lambda request: HttpResponse())
    with capture_logs() as lines:
        middleware(
            RequestFactory().get(
                "/providers/?near=60614&lat=41.92&lng=-87.65&condition=ocd", REMOTE_ADDR="203.0.113.7"
            )
        )
    said = str([{**line, "ms": ...} for line in lines])  # a duration can hold any digits
    for secret in ("60614", "41.92", "87.65", "ocd", "near", "203.0.113.7"):
        assert secret not in said


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/tms/il%00/", {}),
        ("/admin/", {"HTTP_COOKIE": r'sessionid="\000aaaaaaaaaaaaaaaa"'}),
        ("/providers/?near=" + "x" * MAX_QUERY_STRING_LENGTH, {}),
        ("/providers/?" + "condition=ocd&" * 1000, {}),
    ],
    ids=["a NUL byte in the path", "a NUL byte in a cookie", "an endless query string", "too many fields"],
)
@pytest.mark.django_db
def test_what_no_page_could_answer_gets_one_that_says_so(client, address, headers):
    response = client.get(address, **headers)
    assert response.status_code == 404
    assert "We could not read that request" in response.content.decode()


@pytest.mark.parametrize(
    "query_string",
    ["", "near=%00", "near=%ED%A0%80", "near=" + "x" * 10_240, "condition=ocd&" * 999, "near=%3Cscript%3E"],
)
def test_whatever_else_is_in_a_query_string_is_for_the_page(query_string):
    assert is_servable(RequestFactory().get(f"/providers/?{query_string}"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/confirm/a-secret-of-a-mail/", "/confirm/<str:token>/"),
        ("/staff/invitations/a-secret-of-a-mail/", "/staff/invitations/<str:secret>/"),
        ("/confirm/a-secret-of-a-mail", "/confirm/<str:token>/"),
        ("/no-such-page/of-ours/", "/no-such-page/of-ours/"),
    ],
)
def test_a_link_that_lets_somebody_act_is_logged_without_its_secret(client, path, logged):
    with capture_logs() as lines:
        client.get(path)
    assert [line["path"] for line in lines if line["event"] == "request"] == [logged]


def test_what_django_says_of_a_request_it_could_not_answer_holds_no_secret_either():
    request = RequestFactory().get("/confirm/a-secret-of-a-mail/")
    said = ("Service Unavailable: %s", (request.path,), None)
    record = logging.getLogger("django.request").makeRecord(
        "django.request", logging.ERROR, "", 0, *said, extra={"request": request}
    )
    [formatter] = [
        handler.formatter
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, ProcessorFormatter)
    ]
    text = formatter.format(record)
    assert "Service Unavailable: /confirm/<str:token>/" in text
    assert "a-secret" not in text


def test_a_body_that_was_cut_off_is_no_error_of_ours():
    middleware = UnservableRequestMiddleware(lambda request: HttpResponse())
    request = RequestFactory().post("/planner/")
    answer = middleware.process_exception(request, UnreadablePostError("The client hung up."))
    assert answer is not None
    assert answer.status_code == 408
    assert middleware.process_exception(request, RuntimeError("ours")) is None
