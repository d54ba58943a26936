"""Where the files of pictures are: MEDIA_ROOT/photos/<key>-<width>.jpg."""

import re
from pathlib import Path

from django.conf import settings

WIDTHS = (480, 960, 1600)
_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "photos"


def file_path(key: str, width: int) -> Path:
    """The file of one size; `key` is 32 hexadecimal digits. Raises ValueError for anything else."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a picture.")
    return folder() / f"{key}-{width}.jpg"


def remove_files(key: str) -> None:
    """Delete every size of a picture; one that is gone already is no error."""
    for width in WIDTHS:
        file_path(key, width).unlink(missing_ok=True)
