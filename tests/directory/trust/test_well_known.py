"""What programs look for: security.txt and the page for changing a password."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.trust.well_known import expiry
from tests.directory.trust.details import say

pytestmark = pytest.mark.django_db


def test_security_txt_names_a_contact_and_a_day_that_is_still_to_come(client):
    say(security_email="")
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:desk@harbor.example"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


def test_it_changes_only_once_a_day():
    morning = datetime(2026, 11, 30, 0, 0, 1, tzinfo=UTC)
    assert expiry(morning) == expiry(morning + timedelta(hours=23)) == datetime(2027, 5, 29, tzinfo=UTC)


def test_reports_of_security_problems_have_an_address_of_their_own_if_there_is_one(client):
    say(security_email="security@harbor.example")
    assert "mailto:security@harbor.example" in client.get("/.well-known/security.txt").content.decode()


def test_without_a_contact_there_is_no_security_txt(client):
    assert client.get("/.well-known/security.txt").status_code == 404


def test_password_managers_find_where_a_password_is_changed(client):
    response = client.get("/.well-known/change-password")
    assert (response.status_code, response.url) == (302, "/accounts/password/change/")
