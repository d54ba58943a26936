"""What anyone can make the site do is limited, and the limit comes before the work.

Anyone can reach public pages, sign up and start a claim. Each such address is in one of the groups below; an
address that is in none fails the first test, so anyone who adds a page says here what it does.
"""

import io
from typing import Any

import pytest
from allauth.account import app_settings as allauth_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import limits, limits_in_memory
from accounts.models import User
from accounts.uploads import limited_process
from mail.models import Message
from providers.models import Photo
from providers.results.api.views import SearchThrottle
from reviews.models import VisitCode
from tests.cast import make_cast
from tests.directory.permission_rows import make_arguments
from tests.directory.test_permissions import CLAIMANT, PUBLIC, RULES, SIGNED_IN, addresses, ask, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]

# They store, mail, open files or draw up plans: at the limit they answer 429 without reading the body.
LIMITED = {
    *["write-review", "edit-review-request", "edit-review", "helpful", "report-review", "takedown-notice"],
    *["appeal", "takedown-answer", "report", "reported", "call", "website", "guide-useful"],
    *["health-data-request", "confirm-health-data-request", "appeal-health-data-request"],
    *["planner", "planner-calendar", "claim-start", "claim", "claim-proof"],
}
# They make long documents: at the limit they answer 429 to GET too.
LIMITED_READING = {
    "sitemap-section",
    "review-ledger-csv",
    "review-reasons-csv",
    "api-locations",
    "api-schema",
}
# A limit depends on what is in the form, so it comes after reading that, and before anything else.
LIMITED_BY_CONTENT = {"claim-new-code"}
# allauth limits these, by the name of a limit; guesses of passwords are counted in accounts/lockout.py.
BY_ALLAUTH = {
    "account_signup": "signup",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
    "account_email": "manage_email",
    "account_change_password": "change_password",
    "account_set_password": "change_password",
    "account_confirm_email": "confirm_email",
    **dict.fromkeys(["account_reauthenticate", "mfa_reauthenticate"], "reauthenticate"),
    "mfa_reauthenticate_webauthn": "reauthenticate",
    **dict.fromkeys(["account_login", "mfa_authenticate", "mfa_login_webauthn"], "login"),
}
# A mailed secret is needed, and each works once.
ONE_TIME = {"confirm-review", "confirm-by-mail", "invitation", "invitation-accept", "guide-preview"}
# Changes one's own account, after the password was asked for again.
OWN_ACCOUNT = {
    *["account", "delete-account", "account_logout", "usersessions_list", "mfa_index", "mfa_activate_totp"],
    *["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"],
    *["mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn"],
    *["mfa_remove_webauthn", "account_confirm_login_code", "account_inactive"],
    *["account_email_verification_sent", "account_reset_password_done"],
    "account_reset_password_from_key_done",
}
# Everything else that anyone can reach only reads: the last test proves it.

# What editors do with a listing is bounded by their listing, except for files.
FILES_OF_EDITORS = {"spreadsheet", "add-location"}


class UnreadableBody(io.RawIOBase):
    """A body that fails the test if anything reads it."""

    def read(self, size=-1):
        raise AssertionError("The body was read before the limit.")

    readline = readinto = read


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def paths(cast, settings) -> dict[str, str]:
    settings.DEMO = True
    arguments = make_arguments(cast)
    return {address.key: path_of(address, arguments) for address in addresses() if address.key in RULES}


@pytest.fixture
def at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every limit is reached: the statement that counts says so, and what is counted in memory too."""
    monkeypatch.setattr(limits, "COUNT", "SELECT 1000000, 60")
    monkeypatch.setattr(limits_in_memory, "seconds_to_wait_here", lambda *about: 60)
    monkeypatch.setattr(SearchThrottle, "THROTTLE_RATES", {"search": "0/min"})


@pytest.fixture
def no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> bytes:
        raise AssertionError("A file was opened before the limit.")

    monkeypatch.setattr(limited_process, "output_of", fail)


def client_of(user: User | None) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    if user:
        client.force_login(user)
    return client


def reachable() -> set[str]:
    return {key for key, rule in RULES.items() if rule in (PUBLIC, SIGNED_IN, CLAIMANT)}


def only_reading() -> set[str]:
    limited = LIMITED | LIMITED_READING | LIMITED_BY_CONTENT
    return reachable() - limited - BY_ALLAUTH.keys() - ONE_TIME - OWN_ACCOUNT


def test_each_group_names_addresses_that_anyone_can_reach():
    groups = [LIMITED, LIMITED_READING, LIMITED_BY_CONTENT, set(BY_ALLAUTH), ONE_TIME, OWN_ACCOUNT]
    named = [key for group in groups for key in group]
    assert sorted(set(named) - reachable()) == []
    assert len(named) == len(set(named))


@pytest.mark.usefixtures("at_the_limit", "no_file_is_opened")
@pytest.mark.parametrize("key", sorted(LIMITED | FILES_OF_EDITORS))
def test_at_the_limit_the_body_is_not_even_read(key, cast, paths):
    user = {"claim": cast.patient, "claim-proof": cast.patient}.get(key, cast.owner)
    response = client_of(user).generic(
        "POST",
        paths[key],
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": UnreadableBody(), "CONTENT_LENGTH": "100000"},
    )
    assert response.status_code == 429
    assert int(response["Retry-After"]) == 60


@pytest.mark.usefixtures("at_the_limit")
@pytest.mark.parametrize("key", sorted(LIMITED_READING))
def test_at_the_limit_no_long_document_is_made(key, paths):
    assert client_of(None).get(paths[key]).status_code == 429


@pytest.mark.usefixtures("at_the_limit", "no_file_is_opened")
def test_at_the_limit_a_photo_is_not_opened_and_what_was_typed_stays(cast, paths):
    path = paths["edit-section"].replace("/about/", "/photos/")
    sent = {"upload-picture": SimpleUploadedFile("a.jpg", b"\xff\xd8"), "upload-alternative_text": "The door"}
    page = client_of(cast.editor).post(path, sent).content.decode()
    assert "Choose this one again in 1 minute." in page
    assert 'value="The door"' in page
    assert not Photo.objects.exists()


@pytest.mark.usefixtures("at_the_limit")
@pytest.mark.parametrize("key", ["claim-new-code", "invite", "invitation-resend", "member", "visit-codes"])
def test_at_the_limit_nothing_is_mailed_or_made(key, cast, paths):
    sent = {"email": "new@example.com", "role": "editor", "location": cast.location.pk, "size": "10"}
    user = cast.patient if key == "claim-new-code" else cast.owner
    response = client_of(user).post(paths[key], sent)
    assert response.status_code in (200, 302, 409, 429)
    assert not Message.objects.exists()
    assert not VisitCode.objects.exists()


def test_allauth_has_each_limit():
    assert sorted(set(BY_ALLAUTH.values()) - allauth_settings.RATE_LIMITS.keys()) == []
    assert all(allauth_settings.RATE_LIMITS[name] for name in BY_ALLAUTH.values())


@pytest.mark.parametrize("method", ["get", "post"])
def test_all_other_pages_that_anyone_can_reach_only_read(method, cast, paths):
    client = client_of(cast.patient)
    wrong = []
    for key in sorted(only_reading()):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(client, method, paths[key])
        wrong += [f"{key}: {sql[:80]}" for sql in map(written, queries) if sql]
    assert not wrong, "\n".join(wrong)


def written(query: dict[str, Any]) -> str:
    """The statement, if it writes anything but what Django keeps of the session."""
    sql = query["sql"].lstrip().upper()
    is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
    return sql if is_write and "DJANGO_SESSION" not in sql and "USERSESSIONS" not in sql else ""
