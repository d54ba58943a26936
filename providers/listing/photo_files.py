"""Where the files of pictures are: MEDIA_ROOT/photos/<key>-<size>.jpg, in three sizes."""

import re
from pathlib import Path

from django.conf import settings

# Of the longer side, in pixels; a smaller picture is not enlarged. The number is part of the address.
SIZES = (480, 960, 1600)
_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "photos"


def file_path(key: str, size: int) -> Path:
    """The file of one size; `key` is 32 hexadecimal digits. Raises ValueError for anything else."""
    if not _KEY.fullmatch(key) or size not in SIZES:
        raise ValueError(f"No picture has the key {key!r} and the size {size}.")
    return folder() / f"{key}-{size}.jpg"


def sizes_of(width: int, height: int) -> list[tuple[int, int, int]]:
    """(size, width, height) of each file of a picture, whose largest has `width` and `height`."""
    found = []
    for size in SIZES:
        scale = min(1.0, size / max(width, height))
        found.append((size, max(1, round(width * scale)), max(1, round(height * scale))))
    return found


def remove_files(key: str) -> None:
    """Delete every size of a picture; one that is missing already is no error."""
    for size in SIZES:
        file_path(key, size).unlink(missing_ok=True)
