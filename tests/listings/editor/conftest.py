"""Editor pages are tested with the shipped vocabulary and places, and a folder of their own for files."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    """Where pictures go: a folder of this test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
