"""The people of a practice, and a second moderator."""

import pytest

from tests.cast import make_cast, make_user
from tests.factories import make_location


@pytest.fixture
def cast():
    return make_cast(make_location(name="Harbor TMS"))


@pytest.fixture
def other():
    return make_user(is_moderator=True, second_factor=True)


@pytest.fixture
def moderator_client(client, cast):
    client.force_login(cast.moderator)
    return client
