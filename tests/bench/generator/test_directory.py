"""A directory of the million-row generator is like one of the small generator, but for its size."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.generator.loading import load_many
from providers.demo.loading import Loaded
from tests.demo_fixture import filled_directory
from tests.providers.demo.test_directory import *  # noqa: F403 - both generators must do the same


@pytest.fixture(scope="module")
def demo_directory(django_db_setup: None, django_db_blocker: Any) -> Iterator[Loaded]:
    with filled_directory(django_db_blocker, load_many) as loaded:
        yield loaded
