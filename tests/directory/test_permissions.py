"""Every address of the site, tried as every kind of person: nobody gets further than the rules say.

The test walks the URL configuration itself. An address that has no line in RULES fails it, so anyone who adds
a page says here who may open it. Each pair of address and role is asked with every method, without a body,
and what a request does is rolled back. Only a POST by somebody whom the rule lets in may write anything.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from providers.models import Vocabulary
from tests.cast import Cast, make_cast
from tests.directory.permission_rows import make_arguments

PUBLIC_VOCABULARIES = Vocabulary.values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary")]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
TAKEN_METHODS = METHODS[:3]
WRITING = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.IGNORECASE)
# Reading may write to these: the session, its list of messages and limits belong to the reader.
# So does the network that a signed-in person writes from, whatever becomes of the request.
OF_NOBODY = frozenset(
    {
        "accounts_cacheentry",
        "accounts_usecount",
        "accounts_usernetwork",
        "django_session",
        "usersessions_usersession",
    }
)
# Opening an item of a queue keeps it from other moderators for a while.
HOLDS = frozenset({"reviews_moderationhold"})

ROLES = ["nobody", "patient", "outsider", "viewer", "editor", "owner", "moderator", "admin"]
# Who gets in. Everybody else is refused, or asked to sign in if nobody is signed in.
PUBLIC = frozenset(ROLES)
SIGNED_IN = PUBLIC - {"nobody"}
TEAM = frozenset({"viewer", "editor", "owner", "admin"})
EDITORS = TEAM - {"viewer"}
OWNERS = EDITORS - {"editor"}
ADMIN = frozenset({"admin"})
MODERATORS = frozenset({"moderator", "admin"})
CLAIMANT = frozenset({"patient", "admin"})  # of the claim in tests/directory/permission_rows.py

RULES: dict[str, frozenset[str]] = {
    # Pages of no app.
    **dict.fromkeys(["about-data", "live", "ready", "demo"], PUBLIC),
    **dict.fromkeys(
        [
            "about",
            "accessibility",
            "contact",
            "health-data-privacy",
            "medical-disclaimer",
            "minors",
            "privacy",
            "takedown",
            "terms",
            "security-txt",
            "well-known-change-password",  # leads to a page that asks to sign in
            "health-data-request",
            "health-data-request-sent",
            "confirm-health-data-request",  # the signed link is the permission, and to appeal too
            "appeal-health-data-request",
        ],
        PUBLIC,
    ),
    # For the operator: what the site says about itself, requests about health data, and guides.
    **dict.fromkeys(
        [
            "site-checklist",
            "site-details",
            "health-data-queue",
            "health-data-request-answer",
            "staff-guides",
            "publish-guides",
            "guide-review",
            "staff-guide-people",
            "add-guide-person",
            "edit-guide-person",
        ],
        ADMIN,
    ),
    **dict.fromkeys(["robots", "sitemap", "sitemap-section"], PUBLIC),
    # The demo's page of mails.
    **dict.fromkeys(["demo-mail", "demo-message", "demo-message-file"], PUBLIC),
    # Accounts.
    **dict.fromkeys(["account", "change-name", "delete-account", "second-step"], SIGNED_IN),
    **dict.fromkeys(
        [
            "account_login",
            "request-lift-lock",
            "lift-lock",  # the signed link is the permission
            "account_logout",
            "account_signup",
            "account_inactive",
            "account_email_verification_sent",
            "account_confirm_email",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
        ],
        PUBLIC,
    ),
    # In the middle of signing in. Everybody else goes back to its start.
    **dict.fromkeys(["mfa_authenticate", "account_confirm_login_code", "mfa_login_webauthn"], SIGNED_IN),
    **dict.fromkeys(
        [
            "account_reauthenticate",
            "account_email",
            "account_change_password",
            "account_set_password",
            "mfa_index",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_reauthenticate_webauthn",
            "mfa_edit_webauthn",
            "mfa_remove_webauthn",
            "usersessions_list",
        ],
        SIGNED_IN,
    ),
    # The directory, for everybody.
    **dict.fromkeys(
        [
            "home",
            "results",
            "location",
            "providers/<int:location_id>/",
            "providers/<int:location_id>-/",
            "places",
            "state",
            "city",
            "api-locations",
            "api-schema",
            "report",
            "reported",
            "call",
            "website",
            "confirm-by-mail",  # the signed link is the permission
        ],
        PUBLIC,
    ),
    # Reviews, for everybody: the sealed link of a mail is the permission to confirm and to edit.
    **dict.fromkeys(
        [
            "write-review",
            "review-sent",
            "confirm-review",
            "review-confirmed",
            "edit-review-request",
            "edit-review",
            "review-list",
            "helpful",
            "report-review",
            "takedown-notice",
            "appeal",
            "takedown-answer",
            "review-policy",
            "review-ledger",
            "review-ledger-csv",
            "review-reasons-csv",
        ],
        PUBLIC,
    ),
    # Reviews, for moderators.
    **dict.fromkeys(
        [
            "moderation",
            "moderation-next",
            "moderate-review",
            "visit-document",  # besides, only to who has the review open
            "moderate-replies",
            "moderate-reply",
            "moderate-appeals",
            "decide-appeal",
            "moderate-reports",
            "decide-report",
            "moderate-takedowns",
            "decide-takedown",
            "decision-log",
        ],
        MODERATORS,
    ),
    # Reviews, for the clinic.
    **dict.fromkeys(["visit-codes", "reply"], EDITORS),
    "practice-reviews": TEAM,
    # Guides, terms and the planner.
    **dict.fromkeys(
        [
            "guides",
            "guides-feed",
            "sheet-letter",
            "sheet-questions",
            "evidence-grades",
            "guide-person",
            "guide",
            "guide-print",
            "guide-useful",
            "guide-preview",  # the signed link is the permission
            "planner",
            "planner-calendar",
            "glossary",
            *[f"term-{vocabulary}" for vocabulary in PUBLIC_VOCABULARIES],
            *[f"terms-{vocabulary}" for vocabulary in PUBLIC_VOCABULARIES],
        ],
        PUBLIC,
    ),
    # For staff: dashboard and upkeep.
    "staff": SIGNED_IN,
    **dict.fromkeys(["confirmations", "statistics", "practice-reports"], TEAM),
    **dict.fromkeys(["confirm-section", "close-report"], EDITORS),
    **dict.fromkeys(["admin-queue", "report-queue", "report-pattern", "nobody-keeps"], ADMIN),
    # For admins: people.
    **dict.fromkeys(["people", "people-invite", "person", "people-log"], ADMIN),
    # Adding a clinic that isn't listed.
    **dict.fromkeys(["add-clinic", "add-clinic-check"], PUBLIC),
    "add-clinic-prove": SIGNED_IN,
    "add-practice": ADMIN,
    # For admins: what is new.
    **dict.fromkeys(["news", "decide-news"], ADMIN),
    # For admins: the call list.
    **dict.fromkeys(["calls", "call-place", "invite-clinic"], ADMIN),
    "no-invitations": PUBLIC,  # the signed link is the permission
    # For admins: the vocabulary.
    **dict.fromkeys(["vocabulary", "add-term", "edit-term", "merge-term", "retire-term"], ADMIN),
    # For admins: all places.
    **dict.fromkeys(["all-places", "all-places-csv", "bulk-change", "undo-bulk"], ADMIN),
    # For staff: claims and teams.
    **dict.fromkeys(["my-claims", "claim-start"], SIGNED_IN),
    **dict.fromkeys(["claim", "claim-proof", "claim-new-code"], CLAIMANT),
    **dict.fromkeys(
        [
            "claim-queue",
            "claim-check",
            "claim-approve",
            "claim-deny",
            "claim-revoke",
            "claim-phone-code",
            "claim-document",
        ],
        ADMIN,
    ),
    **dict.fromkeys(["team", "leave-team"], TEAM),
    **dict.fromkeys(
        ["invite", "member", "member-remove", "invitation-resend", "invitation-withdraw"], OWNERS
    ),
    "invitation": PUBLIC,  # the secret in the link is the permission
    "invitation-accept": SIGNED_IN,  # whom it is not for gets a page that says so
    # The editor of a listing; pictures, for everybody.
    "photo": PUBLIC,
    **dict.fromkeys(["listing", "listing-preview"], TEAM),
    **dict.fromkeys(["add-location", "edit-section", "listing-status"], EDITORS),
    # For staff: history and changes.
    "history": TEAM,
    "undo-change": EDITORS,
    "waiting-changes": TEAM,
    "withdraw-change": EDITORS,
    **dict.fromkeys(["held-changes", "held-change"], ADMIN),
    **dict.fromkeys(["spreadsheet", "spreadsheet-preview"], EDITORS),
    "spreadsheet-download": TEAM,
}


@dataclass(frozen=True)
class Address:
    """One address of the site: its name (or route, if it has none) and the arguments it takes."""

    key: str
    lookup: str
    arguments: tuple[str, ...]

    @property
    def is_admin_site(self) -> bool:
        return self.key.startswith(("admin:", "admin/"))


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None,
    route: str = "",
    namespace: str = "",
    outer: tuple[str, ...] = (),
) -> Iterator[Address]:
    """All that the URL configuration holds."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        arguments = (*outer, *(pattern.pattern.converters or pattern.pattern.regex.groupindex))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, here, inner, arguments)
        else:
            name = f"{namespace}{pattern.name}" if pattern.name else ""
            yield Address(name or here, name, arguments)


def path_of(address: Address, arguments: dict[str, Any]) -> str:
    """The path, with the rows of permission_rows.py as its arguments."""
    if address.is_admin_site:
        chosen = {name: {"app_label": "providers"}.get(name, "1") for name in address.arguments}
    else:
        chosen = {name: arguments[name] for name in address.arguments}
    if address.lookup:
        return reverse(address.lookup, kwargs=chosen)
    path = "/" + address.key
    for name, value in chosen.items():
        path = re.sub(rf"<\w+:{name}>", str(value), path)
    return path


def rule_of(address: Address) -> frozenset[str] | None:
    """Who may open it; None if nobody has said so. The admin site has one rule for all its pages."""
    if address.is_admin_site:
        return {"admin:login": SIGNED_IN, "admin:logout": PUBLIC}.get(address.lookup, ADMIN)
    return RULES.get(address.key)


def outcome(response: Any) -> str:
    """in; refused by `accounts.permissions.requires` or the admin site; or sign-in: sent to sign in first.

    A view that lets somebody in may still answer 403, say to a link that is used up.
    """
    if response.status_code == 403 and hasattr(response.wsgi_request, "refused_for"):
        return "refused"
    if response.status_code == 302:
        to = response.url.partition("?")[0]
        if to == reverse("account_login"):
            return "sign-in"
        if to == reverse("admin:login"):
            return "refused"
    return "in"


def expected(role: str, rule: frozenset[str], address: Address) -> str:
    if role in rule:
        return "in"
    sends_to_sign_in = not address.is_admin_site or address.lookup == "admin:login"
    return "sign-in" if role == "nobody" and sends_to_sign_in else "refused"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_every_address_has_a_rule():
    assert sorted({address.key for address in addresses() if rule_of(address) is None}) == []


def test_no_rule_is_for_an_address_that_is_gone():
    assert sorted(RULES.keys() - {address.key for address in addresses()}) == []


def test_everybody_gets_as_far_as_the_rules_say_and_no_further(cast, settings, record_property):
    settings.DEMO = True  # its pages are tried too
    arguments = make_arguments(cast)
    wrong, tried = [], 0
    for role in ROLES:
        client = Client(raise_request_exception=False)
        if role != "nobody":
            client.force_login(getattr(cast, role))
        for address in addresses():
            rule = rule_of(address)
            if rule is None:  # the first test says so
                continue
            path = path_of(address, arguments)
            right = expected(role, rule, address)
            for method in METHODS:
                tried += 1
                answer = ask(client, method, path)
                wrong += [f"{role} {method} {path}: {what}" for what in faults(answer, method, right, rule)]
    record_property("says", f"{tried} triples of role, address and method, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


@dataclass(frozen=True)
class Answer:
    """The response, and the tables that the request wrote to."""

    response: Any
    written: frozenset[str]


def faults(answer: Answer, method: str, right: str, rule: frozenset[str]) -> Iterator[str]:
    """What is wrong with the answer, in words."""
    status = answer.response.status_code
    if method not in TAKEN_METHODS:
        if status != (204 if method == "OPTIONS" else 405):
            yield f"{status}, but no page takes this method"
    elif status == 500 or outcome(answer.response) != right:
        yield f"{status} instead of {right}"
    elif rule != PUBLIC and status == 200 and not is_kept_from_caches(answer.response):
        yield "may be kept by the browser after signing out"
    may_write = method == "POST" and right == "in"
    if written := () if may_write else answer.written - (HOLDS if rule == MODERATORS else frozenset()):
        yield f"wrote to {', '.join(sorted(written))}"


def is_kept_from_caches(response: Any) -> bool:
    return "no-store" in response.get("Cache-Control", "")


class TakeBackError(Exception):
    """Ends a transaction whose writes must not stay."""


class Writes:
    """Notes the tables that statements write to."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Any, statement: Any, *arguments: Any) -> Any:
        found = WRITING.search(str(statement))
        if found and found[1] not in OF_NOBODY:
            self.tables.add(found[1])
        return execute(statement, *arguments)


def ask(
    client: Client,
    method: str,
    path: str,
    body: dict[str, list[str]] | None = None,
    check: Callable[[], None] | None = None,
) -> Answer:
    """The response. Everything it wrote is rolled back, the session included; `check` is called before that
    if anything was written."""
    cookies = client.cookies.copy()
    writes = Writes()
    try:
        with transaction.atomic(), connection.execute_wrapper(writes):
            response = getattr(client, method.lower())(path, *([] if body is None else [body]))
            if check and writes.tables:
                check()
            raise TakeBackError
    except TakeBackError:
        client.cookies = cookies
    return Answer(response, frozenset(writes.tables))
