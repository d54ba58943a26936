"""Constraints on claims, memberships and invitations: each is broken here."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from listings.models import Claim, Invitation, Membership
from tests.cast import join, make_user
from tests.factories import make_practice
from tests.listings.claims.making import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    return Invitation.objects.create(
        practice=make_practice(),
        email="ben@example.com",
        role="viewer",
        secret_hash="x",
        expires_at=timezone.now() + timedelta(days=1),
    )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"state": "maybe"}, "claim_state_is_known"), ({"method": "guess"}, "claim_method_is_known")],
)
def test_a_claim_has_a_known_state_and_method(fields, constraint):
    claim = make_claim()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**fields)


def test_a_membership_has_a_known_role():
    member = join(make_user(), make_practice())
    with pytest.raises(IntegrityError, match="membership_role_is_known"), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(role="boss")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"role": "boss"}, "invitation_role_is_known"),
        ({"accepted_at": timezone.now(), "withdrawn_at": timezone.now()}, "invitation_has_one_end"),
    ],
)
def test_an_invitation_has_a_known_role_and_ends_in_one_way(invitation, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**fields)


def test_no_two_invitations_have_one_link(invitation):
    with pytest.raises(IntegrityError, match="secret_hash"), transaction.atomic():
        Invitation.objects.create(
            practice=make_practice(),
            email="a@example.com",
            role="viewer",
            secret_hash=invitation.secret_hash,
            expires_at=timezone.now(),
        )
