"""The rules that the database keeps about accounts, teams, claims and upkeep: each is broken here."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, models
from django.utils import timezone

from accounts.models import User
from listings.models import BulkChange, Call, Claim, HeldChange, Invitation, NewItem, ReminderSent, Report
from providers.models import Closure, DailyCount, Photo
from tests.cast import join, make_user
from tests.factories import make_location, make_practice

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def make_claim(**fields) -> Claim:
    location = fields.pop("location", None) or make_location()
    defaults = {
        "practice": location.practice,
        "location": location,
        "position": "Office manager",
        "method": Claim.Method.PHONE,
    }
    fields.setdefault("user", make_user())
    return Claim.objects.create(**{**defaults, **fields})


def make_invitation(secret_hash: str = "a", **fields) -> Invitation:
    defaults = {
        "email": "ana@example.com",
        "role": "editor",
        "expires_at": timezone.now() + timedelta(days=14),
    }
    if "practice" not in fields:
        fields["practice"] = make_practice()
    return Invitation.objects.create(**{**defaults, "secret_hash": secret_hash, **fields})


def two_claims() -> None:
    location, user = make_location(), make_user()
    make_claim(location=location, user=user)
    make_claim(location=location, user=user)


def two_members() -> None:
    practice, user = make_practice(), make_user()
    join(user, practice, "owner")
    join(user, practice, "viewer")


def two_invitations() -> None:
    practice = make_practice()
    make_invitation("a", practice=practice, email="ana@example.com")
    make_invitation("b", practice=practice, email="Ana@example.com")


def two(model: type[models.Model], **fields):
    def make() -> None:
        location = make_location()
        model.objects.create(location=location, **fields)
        model.objects.create(location=location, **fields)

    return make


def make(model: type[models.Model], **fields):
    return lambda: model.objects.create(location=make_location(), **fields)


BREAKS = {
    "membership_is_unique": two_members,
    "membership_role_is_known": lambda: join(make_user(), make_practice(), "king"),
    "invitation_role_is_known": lambda: make_invitation(role="king"),
    "invitation_has_one_end": lambda: make_invitation(
        accepted_at=timezone.now(), withdrawn_at=timezone.now()
    ),
    "invitation_is_open_once": two_invitations,
    "claim_state_is_known": lambda: make_claim(state="perhaps"),
    "claim_method_is_known": lambda: make_claim(method="trust-me"),
    "claim_refusal_has_a_reason": lambda: make_claim(state="denied"),
    "claim_is_open_once": two_claims,
    "closure_days_in_order": make(Closure, first_day=TODAY, last_day=TODAY - timedelta(days=1)),
    "photo_has_alternative_text": make(Photo, key="k", alternative_text="", width=1, height=1),
    "held_change_state_is_known": make(HeldChange, before={}, after={}, state="lost"),
    "held_change_refusal_has_a_reason": make(HeldChange, before={}, after={}, state="refused"),
    "report_state_is_known": make(Report, kind="closed", state="lost", closed_at=timezone.now()),
    "report_end_goes_with_state": make(Report, kind="closed", state="dismissed"),
    "reminder_is_sent_once": two(ReminderSent, confirmed_on=TODAY, stage=60),
    "daily_count_is_unique": two(DailyCount, day=TODAY, kind="view", count=1),
    "bulk_action_is_known": lambda: BulkChange.objects.create(action="burn", before={}, after={}),
    "new_item_kind_is_known": lambda: NewItem.objects.create(kind="gossip", practice=make_practice()),
    "new_item_is_decided_once": lambda: NewItem.objects.create(
        kind="photo", practice=make_practice(), decision="fine"
    ),
    "call_outcome_is_known": make(Call, phone="", outcome="lunch", again_from=timezone.now()),
    "call_sections_are_known": make(
        Call, phone="", outcome="right", sections=["gossip"], again_from=timezone.now()
    ),
    "call_confirms_what_was_reached": make(
        Call, phone="", outcome="closed", sections=["contact"], again_from=timezone.now()
    ),
    "user_email_is_unique": lambda: [make_user("ana@example.com"), make_user("ANA@example.com")],
}


@pytest.mark.parametrize("constraint", BREAKS)
def test_the_database_refuses_what_breaks(constraint):
    with pytest.raises(IntegrityError) as refused:
        BREAKS[constraint]()
    assert refused.value.__cause__.diag.constraint_name.startswith(constraint.removesuffix("_unique"))


def test_every_constraint_of_accounts_is_broken_by_some_test():
    assert {constraint.name for constraint in User._meta.constraints} <= BREAKS.keys()
