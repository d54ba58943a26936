"""Migrations say all that models say, triggers included."""

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import models

from providers.models import Confirmation, Location, LocationTerm
from reviews.models import Decision

pytestmark = pytest.mark.django_db


def check() -> None:
    """Raises SystemExit if a migration is missing."""
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_no_migration_is_missing():
    check()


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Location, "stamp_changed_in"),
        (Location, "take_from_parts"),
        (LocationTerm, "touch_on_delete"),
        (LocationTerm, "insert_insert"),
        (Confirmation, "settle_reports_insert"),
        (Decision, "append_only"),
    ],
)
def test_a_trigger_that_is_no_longer_declared_is_missed(model: type[models.Model], name: str):
    [(_, trigger)] = pgtrigger.registered(f"{model._meta.label}:{name}")
    with trigger.unregister(model), pytest.raises(SystemExit):
        check()
    check()


def test_the_database_has_every_trigger_as_it_is_declared():
    triggers = pgtrigger.registered()
    assert {trigger.get_installation_status(model)[0] for model, trigger in triggers} == {"INSTALLED"}
