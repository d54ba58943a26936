"""The site as docs/deployment.md sets it up: production settings behind nginx, with TLS."""

import http.client
import json
import socket
import ssl
from urllib.parse import urlsplit

import pytest

from tests.journeys import served
from tests.journeys.proxy import NAME, running_proxy

UNVERIFIED = ssl._create_unverified_context()  # the certificate is made for this test


@pytest.fixture(scope="module")
def public_site(site, tmp_path_factory):
    """The site's address without the proxy, the proxy, and the file with the site's log."""
    folder = tmp_path_factory.mktemp("proxy")
    settings = served.environment(site.database_url, site.static_root) | {
        "TANDEM_DEMO": "0",
        "BEHIND_PROXY": "1",
        "ALLOWED_HOSTS": NAME,
        "SITE_URL": f"https://{NAME}",
        "LOG_LEVEL": "INFO",
        "WEB_THREADS": "2",
        "API_RATE": "3/min",
    }
    log = folder / "site.log"
    with (
        served.serving(settings, log) as url,
        running_proxy(folder, site_port=urlsplit(url).port) as proxy,
    ):
        yield url, proxy, log


def ask(proxy, path, *, method="GET", body=None, host=NAME, **headers):
    connection = http.client.HTTPSConnection("127.0.0.1", proxy.https, timeout=60, context=UNVERIFIED)
    connection.request(method, path, body=body, headers={"Host": host, **headers})
    response = connection.getresponse()
    text = response.read()
    connection.close()
    return response, text


def test_a_page_comes_by_https_and_stays_there(public_site):
    _, proxy, _ = public_site
    response, page = ask(proxy, "/")
    assert response.status == 200
    assert b"<h1" in page
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]


def test_plain_http_is_sent_to_https(public_site):
    _, proxy, _ = public_site
    connection = http.client.HTTPConnection("127.0.0.1", proxy.http, timeout=60)
    connection.request("GET", "/providers/?near=60614", headers={"Host": NAME})
    response = connection.getresponse()
    assert response.status == 301
    assert response.headers["Location"] == f"https://{NAME}/providers/?near=60614"


def test_a_strange_host_is_refused(public_site):
    _, proxy, _ = public_site
    assert ask(proxy, "/", host="evil.example")[0].status == 400


def test_neither_searches_nor_visitors_are_in_a_log(public_site):
    _, proxy, log = public_site
    response, _ = ask(proxy, "/providers/?near=60614&radius=any", **{"X-Forwarded-For": "203.0.113.7"})
    assert response.status == 200
    logs = proxy.logs() + log.read_text()
    assert "/providers/" in logs
    for secret in ("60614", "near=", "203.0.113.7", "127.0.0.1 "):
        assert secret not in logs


def test_a_search_with_long_values_reaches_the_site(public_site):
    _, proxy, _ = public_site
    assert ask(proxy, f"/providers/?near=60614&name={'x' * 12_000}")[0].status == 200


def test_a_visitor_can_not_pretend_to_be_many(public_site):
    """The site counts by the address that nginx saw, whatever the visitor says it is."""
    _, proxy, _ = public_site
    statuses = [
        ask(proxy, "/api/v1/locations/?near=60614", **{"X-Forwarded-For": f"203.0.113.{number}"})[0].status
        for number in range(5)
    ]
    assert statuses == [200, 200, 200, 429, 429]


def test_a_body_that_is_too_large_is_refused_before_the_site(public_site):
    _, proxy, _ = public_site
    response, _ = ask(proxy, "/planner/", method="POST", body=b"x" * (12 * 2**20 + 1))
    assert response.status == 413


@pytest.mark.parametrize(
    "half",
    [
        b"GET / HTTP/1.1\r\nHost: tandem.example.org\r\n",
        b"POST /planner/ HTTP/1.1\r\nHost: tandem.example.org\r\nContent-Length: 1000000\r\n\r\nhalf",
    ],
    ids=["header", "body"],
)
def test_half_a_request_does_not_reach_the_site(public_site, half):
    """More of them than the site has threads."""
    _, proxy, _ = public_site
    clients = []
    for _ in range(6):
        plain = socket.create_connection(("127.0.0.1", proxy.https), timeout=60)
        clients.append(UNVERIFIED.wrap_socket(plain, server_hostname=NAME))
        clients[-1].sendall(half)
    assert ask(proxy, "/healthz/live")[0].status == 200
    for client in clients:
        client.close()


def test_one_address_has_a_limited_number_of_connections(public_site):
    _, proxy, _ = public_site
    half = b"POST /planner/ HTTP/1.1\r\nHost: tandem.example.org\r\nContent-Length: 1000000\r\n\r\nhalf"
    clients = []
    for _ in range(40):
        plain = socket.create_connection(("127.0.0.1", proxy.https), timeout=60)
        clients.append(UNVERIFIED.wrap_socket(plain, server_hostname=NAME))
        clients[-1].sendall(half)
    assert served_or_limited(proxy) == 503
    for client in clients:
        client.close()


def served_or_limited(proxy):
    for _ in range(50):
        status = ask(proxy, "/healthz/live")[0].status
        if status == 503:
            break
    return status


def test_a_monitor_reads_the_state_through_the_proxy(public_site):
    _, proxy, _ = public_site
    response, body = ask(proxy, "/healthz/ready")
    assert response.status == 200
    assert json.loads(body)["status"] == "degraded"  # no worker of jobs runs in this test


def test_without_a_proxy_the_site_warns_at_its_start(site, tmp_path):
    alone = {"TANDEM_DEMO": "0", "BEHIND_PROXY": "0", "ALLOWED_HOSTS": "127.0.0.1"}
    log = tmp_path / "site.log"
    with served.serving(served.environment(site.database_url, site.static_root) | alone, log):
        assert "must not face the internet" in log.read_text()


def test_behind_a_proxy_it_does_not_warn(public_site):
    _, _, log = public_site
    assert "must not face the internet" not in log.read_text()
