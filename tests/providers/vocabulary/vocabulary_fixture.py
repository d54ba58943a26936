"""The shipped vocabulary as a fixture, loaded once per session."""

from typing import Any

import pytest

from providers.models import Term
from providers.vocabulary.loader import load_vocabulary


@pytest.fixture(scope="session")
def committed_vocabulary(django_db_setup: None, django_db_blocker: Any) -> None:
    """The terms and clearances, committed before any test that asks for them."""
    with django_db_blocker.unblock():
        load_vocabulary()


@pytest.fixture
def vocabulary(committed_vocabulary: None, db: None) -> None:
    """All shipped terms and clearances are in the database."""
    # A test on real transactions empties every table when it ends, the terms among them.
    if not Term.objects.exists():
        load_vocabulary()
