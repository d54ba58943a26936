"""Encoding an uploaded picture again: decoded, turned upright, scaled down, written as JPEG.

Nothing of the uploaded file itself is kept: neither what cameras write into it (place, time, owner), nor
anything hidden in it. Sizes are checked before anything is decoded.
"""

import io
import struct
import warnings
import zlib
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from providers.listing.photo_files import SIZES, file_path, folder, sizes_of

MAX_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
MIN_SIDE = 200
FORMATS = ("JPEG", "PNG", "WEBP")

# What Pillow's decoders raise for files that are cut off, forged or broken.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
_HEIF_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")


class NotAPicture(Exception):
    """An upload that can't be used; the message is a sentence for the person who chose it."""


TOO_LARGE = "This file is larger than 10 MB. Choose a smaller one, or export it with less quality."


def read_picture(upload: BinaryIO, size: int) -> Image.Image:
    """The upload of `size` bytes as an upright RGB picture, its longer side 1600 pixels at most.

    Raises NotAPicture.
    """
    if size == 0:
        raise NotAPicture("This file is empty.")
    if size > MAX_BYTES:
        raise NotAPicture(TOO_LARGE)
    with warnings.catch_warnings():
        # Pillow warns of pictures above 89 megapixels, which are refused below.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        image = _opened(upload)
    _check_size(image)
    try:
        return _encoded_again(image)
    except BROKEN as error:
        raise NotAPicture(
            "This picture is damaged or not complete. Export it again, or choose another one."
        ) from error


def write_sizes(image: Image.Image, key: str) -> None:
    """Write a picture in its three sizes. A file gets its name only when it is complete."""
    folder().mkdir(parents=True, exist_ok=True)
    for size, width, height in sizes_of(*image.size):
        is_same = (width, height) == image.size
        smaller = image if is_same else image.resize((width, height), Image.Resampling.LANCZOS)
        path = file_path(key, size)
        unfinished = path.with_suffix(".part")
        smaller.save(unfinished, "JPEG", quality=82, optimize=True, progressive=True)
        unfinished.chmod(0o640)
        unfinished.rename(path)


def _opened(upload: BinaryIO) -> Image.Image:
    upload.seek(0)
    start = upload.read(12)
    upload.seek(0)
    try:
        return Image.open(upload, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        if start[4:8] == b"ftyp" and start[8:12] in _HEIF_BRANDS:
            raise NotAPicture(
                "This is a HEIC or AVIF picture, which not every browser shows. Export it as JPEG: on an "
                "iPhone, share it with the option “Most Compatible”, or set Camera, Formats to that."
            ) from error
        raise NotAPicture("This file is not a JPEG, PNG or WebP picture, or it is damaged.") from error
    except BROKEN as error:
        raise NotAPicture("This picture is damaged. Export it again, or choose another one.") from error


def _check_size(image: Image.Image) -> None:
    """From the file's header alone; a bomb is not decoded. Raises NotAPicture."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < MIN_SIDE:
        raise NotAPicture(f"This picture is {width} by {height} pixels. Each side needs 200 or more.")


def _too_many_pixels() -> NotAPicture:
    return NotAPicture("This picture has more than 40 megapixels. Make it smaller first.")


def _encoded_again(image: Image.Image) -> Image.Image:
    largest = SIZES[-1]
    # A JPEG can be decoded at a half or a quarter of its size: a tenth of the memory for a camera's picture.
    image.draft("RGB", (largest, largest))
    image.load()
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((largest, largest), Image.Resampling.LANCZOS)
    picture = _in_srgb(_on_white(upright), image.info.get("icc_profile"))
    # Without what else is in the file: exif, comments, profiles.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    return clean


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """With the colors that the camera meant: phones use a wider range, which would look dull."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):  # a profile that is broken, or of another kind than the picture
        return image
