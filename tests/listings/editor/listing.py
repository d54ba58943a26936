"""A listing with something in every section, and people who edit it without raising suspicion."""

import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from listings.models import Membership, Role
from providers.models import Closure, Location, Photo
from tests.cast import join, make_user
from tests.factories import (
    make_clinician,
    make_hours,
    make_location,
    make_payer_network,
    make_program,
)

TERMS = [
    "condition/ocd",
    "therapy/erp",
    "protocol/itbs-left",
    "device/neurostar",
    "language/en",
    "language/es",
    "accessibility/step-free",
    "payment/hsa-fsa",
    "age_group/22-64",
    "schedule/evening",
]


def full_location(**fields: Any) -> Location:
    """A location of which every section holds something."""
    defaults = {"terms": TERMS, "about": "A quiet house by the lake.", "accepting_new_patients": True}
    location = make_location(**{**defaults, **fields})
    make_hours(location, 0, "08:00", "12:00")
    make_hours(location, 0, "13:00", "17:00")
    make_program(location, "erp", "ocd")
    make_payer_network(location, "aetna")
    make_clinician(location, role="Psychologist")
    day = timezone.localdate() + timedelta(days=30)
    Closure.objects.create(location=location, first_day=day, last_day=day, label="Inventory")
    Photo.objects.create(
        location=location,
        key=secrets.token_hex(16),
        alternative_text="The front door",
        width=1600,
        height=1200,
    )
    return location


def old_hand(location: Location, role: Role = Role.EDITOR) -> User:
    """Somebody who has been in the practice's team for a year."""
    a_year_ago = timezone.now() - timedelta(days=365)
    user = make_user(date_joined=a_year_ago)
    join(user, location.practice, role)
    Membership.objects.filter(user=user).update(created_at=a_year_ago)
    return user
