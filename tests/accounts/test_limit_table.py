"""Every limit of the site, what it counts by, and why nobody can use it up for somebody else.

A limit that has no line here fails the test, and so does one whose keys are others.
"""

import ast
from pathlib import Path

from allauth.account import app_settings
from django.conf import settings
from django.urls import get_resolver

from accounts.limits import DECLARED

OWN = ("visitor", "network")  # what one visitor does, and four times as much for its network
PERSON = ("sender+person", "person")  # a sender's share, and the total that protects a person
ACCOUNT = ("account",)

LIMITS = {
    # Forms that anyone can send: each counts the visitor who sends it.
    "add-clinic": OWN,
    "add-practice": OWN,
    "appeal": OWN,
    "bulk": OWN,
    "call": OWN,
    "change-person": OWN,
    "invite-clinic": OWN,
    "invite-person": OWN,
    "no-invitations": OWN,
    "spreadsheet": OWN,
    "claim": OWN,
    "claim-code": OWN,
    "click": OWN,
    "guide-useful": OWN,
    "helpful": OWN,
    "add-location": OWN,
    "report": OWN,
    "report-details": OWN,
    "report-review": OWN,
    "review": OWN,
    "review-edit": OWN,
    "review-link": OWN,
    "review-sent": OWN,
    "takedown-answer": OWN,
    "takedown-notice": OWN,
    "visit-code": OWN,
    "lift-lock": OWN,
    "health-data-request": OWN,
    "health-data-confirm": OWN,
    "health-data-appeal": OWN,
    "lift-lock-link": OWN,
    # Mails to one address, and guesses at one account. Over the total, the newest mail still works.
    "password": PERSON,  # besides: a known browser, a mailed link, a passkey
    "second-factor": PERSON,  # the same
    "reset-password-mail": PERSON,
    "lift-lock-mail": PERSON,
    "review-mail": PERSON,
    "review-link-mail": PERSON,
    "notice-mail": PERSON,
    "health-data-mail": PERSON,
    "claim-address": PERSON,  # the sender is an account; besides: by phone, by documents
    "invitation": PERSON,  # the sender is a team
    "invitations": PERSON,  # the sender is an owner, the total is the team's
    "visit-codes": PERSON,  # the sender is a member, the total is the practice's
    # Only the holder can use these up, or what they leave out is a mail that would repeat another.
    "password-in-known-browser": ACCOUNT,
    "second-factor-in-known-browser": ACCOUNT,
    "second-factor-mail": ACCOUNT,
    "code": ACCOUNT,  # each code of the second factor works once
    "code-of-claim": ACCOUNT,  # the claim is its claimant's
    "role-mail": ACCOUNT,
    "photo": ACCOUNT,
    "known-network": ACCOUNT,  # a 21st network in a day isn't remembered
    "invite-clinics": ACCOUNT,  # what all admins together may mail to clinics in a day
    "guide-answer": ACCOUNT,  # a network and a guide; over it, an answer is thanked for and not counted
}
# allauth's own, by address or signed-in account. "confirm_email" leaves out a mail that repeats the one
# of three minutes before, whose link works.
LIMITS_BY_ADDRESS_ALONE = {"confirm_email"}
UNUSED_FLOWS = {"request_login_code", "verify_phone", "change_phone"}


def test_every_limit_is_in_the_table_with_its_keys():
    assert get_resolver().url_patterns  # imports all views, which declare their limits
    assert DECLARED == LIMITS


def test_nothing_outside_of_the_module_of_limits_counts_by_keys_of_its_own():
    root = Path(settings.BASE_DIR)
    apps = ("accounts", "content", "directory", "listings", "mail", "providers", "reviews")
    files = [file for app in apps for file in (root / app).rglob("*.py")]
    counting = {
        str(file.relative_to(root))
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "seconds_to_wait"
    }
    assert counting == {"accounts/limits.py"}


def test_no_limit_of_the_accounts_library_counts_an_address_that_anyone_can_type():
    by_address = {name for name, rate in app_settings.RATE_LIMITS.items() if rate and "/key" in rate}
    assert by_address - UNUSED_FLOWS == LIMITS_BY_ADDRESS_ALONE
