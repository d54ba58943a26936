"""Reading uploaded pictures: decoded and encoded again by the limited process (picture_program.py)."""

from dataclasses import dataclass
from enum import StrEnum

from accounts.uploads.limited_process import LimitedProcessError, run
from accounts.uploads.turns import ReaderBusyError

PROGRAM = "accounts.uploads.picture_program"
# 1024 x 1024, because cameras of "12 megapixels" make pictures of 4032 x 3024 and 4080 x 3072.
MEGAPIXEL = 2**20


class Refusal(StrEnum):
    """Why a picture was refused."""

    PIXELS = "pixels"  # too many
    SMALL = "small"
    HEIF = "heif"  # HEIC or AVIF, which phones make and not every browser shows
    UNKNOWN = "unknown"  # none of the formats
    DAMAGED = "damaged"  # cut off, broken, or more work than we do for a picture
    BUSY = "busy"  # not read at all: others are being opened


class PictureRefusedError(Exception):
    """`width` and `height`, in pixels, are 0 if the file doesn't say."""

    def __init__(self, refusal: Refusal, width: int = 0, height: int = 0) -> None:
        super().__init__(refusal)
        self.refusal, self.width, self.height = refusal, width, height


@dataclass(frozen=True)
class Picture:
    """`files` are JPEGs, or PNGs if `is_png`, with nothing but pixels. `width`, `height`: of the largest."""

    width: int
    height: int
    is_png: bool
    files: list[bytes]


def read_picture(
    content: bytes,
    *,
    formats: tuple[str, ...],
    max_megapixels: int,
    sides: tuple[int, ...],
    min_side: int = 1,
    keep_png: bool = False,
    quality: int = 85,
    progressive: bool = False,
) -> Picture:
    """A picture in each of the sizes `sides`: the longest side in pixels; smaller ones are not enlarged.

    `formats` are Pillow's names. With `keep_png`, a PNG stays one, with its transparency. Raises
    PictureRefusedError.
    """
    try:
        answer = run(
            PROGRAM,
            content,
            formats=formats,
            max_pixels=max_megapixels * MEGAPIXEL,
            min_side=min_side,
            sides=sides,
            keep_png=keep_png,
            jpeg={"quality": quality, "optimize": progressive, "progressive": progressive},
        )
    except ReaderBusyError as error:
        raise PictureRefusedError(Refusal.BUSY) from error
    except LimitedProcessError as error:
        raise PictureRefusedError(Refusal.DAMAGED) from error
    value = answer.value
    width, height = value.get("width", 0), value.get("height", 0)
    if "refused" in value:
        raise PictureRefusedError(Refusal(value["refused"]), width, height)
    return Picture(width, height, value["format"] == "PNG", answer.files)
