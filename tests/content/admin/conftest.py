"""An editor for the tests of the admin."""

import pytest
from django.test import Client

from tests.content.factories import make_editor


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client
