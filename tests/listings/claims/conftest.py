"""An admin who is signed in, and a location that can be claimed."""

import pytest
from django.test import Client

from accounts.models import User
from providers.models import Location
from tests.cast import make_user
from tests.listings.claims.making import make_claimable


@pytest.fixture
def admin(client: Client) -> User:
    user = make_user("boss@example.com", is_superuser=True, second_factor=True)
    client.force_login(user)
    return user


@pytest.fixture
def location() -> Location:
    return make_claimable()
