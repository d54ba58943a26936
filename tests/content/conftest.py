"""Fixtures for tests of pages that list guides."""

import pytest

from tests.content.factories import make_draft, make_live


@pytest.fixture
def guides() -> None:
    """Three published guides and a draft."""
    make_live("combining", "Exposure and [[ritual]] prevention.", topic="combining", title="Combining TMS")
    make_live(
        "safety", "Seizures are rare. Metal in the head matters.", topic="practical", title="Is it safe?"
    )
    make_live("ocd", "Rituals, <b>obsessions</b> & exposure.", topic="conditions", title="TMS for OCD")
    make_draft("hidden", "Exposure in a draft.", title="Hidden")
