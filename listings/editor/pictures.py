"""Photos of a place: read by the limited process, and stored as JPEGs in three sizes.

Nothing of the uploaded file itself is kept: neither what cameras write into it (place, time, owner), nor
anything hidden in it.
"""

from typing import BinaryIO

from accounts.uploads.pictures import Picture, PictureRefusedError, Refusal
from accounts.uploads.pictures import read_picture as read_any_picture
from providers.listing.photo_files import SIZES, file_path, folder

MAX_BYTES = 10 * 2**20
MAX_MEGAPIXELS = 24
MIN_SIDE = 200
FORMATS = ("JPEG", "PNG", "WEBP")

TOO_LARGE = "This file is larger than 10 MB. Choose a smaller one, or export it with less quality."
SENTENCES = {
    Refusal.PIXELS: f"This picture has more than {MAX_MEGAPIXELS} megapixels. Make it smaller first.",
    Refusal.HEIF: "This is a HEIC or AVIF picture, which not every browser shows. Export it as JPEG: on an "
    "iPhone, share it with the option “Most Compatible”, or set Camera, Formats to that.",
    Refusal.UNKNOWN: "This file is not a JPEG, PNG or WebP picture, or it is damaged.",
    Refusal.DAMAGED: "This picture is damaged or not complete. Export it again, or choose another one.",
    Refusal.BUSY: "We’re reading other pictures right now. Choose yours again and save in a minute.",
}


class NotAPicture(Exception):
    """An upload that can't be used; the message is a sentence for the person who chose it."""


def read_picture(upload: BinaryIO, size: int) -> Picture:
    """The upload of `size` bytes as JPEGs of the three sizes, upright. Raises NotAPicture."""
    if size == 0:
        raise NotAPicture("This file is empty.")
    if size > MAX_BYTES:
        raise NotAPicture(TOO_LARGE)
    upload.seek(0)
    try:
        return read_any_picture(
            upload.read(MAX_BYTES),
            formats=FORMATS,
            max_megapixels=MAX_MEGAPIXELS,
            sides=SIZES,
            min_side=MIN_SIDE,
            quality=82,
            progressive=True,
        )
    except PictureRefusedError as error:
        raise NotAPicture(sentence_for(error)) from error


def sentence_for(error: PictureRefusedError) -> str:
    if error.refusal == Refusal.SMALL:
        return f"This picture is {error.width} by {error.height} pixels. Each side needs 200 or more."
    return SENTENCES[error.refusal]


def write_sizes(picture: Picture, key: str) -> None:
    """Write a picture in its three sizes. A file gets its name only when it is complete."""
    folder().mkdir(parents=True, exist_ok=True)
    for size, content in zip(SIZES, picture.files, strict=True):
        path = file_path(key, size)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.chmod(0o640)
        unfinished.rename(path)
