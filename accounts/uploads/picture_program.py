"""Decoding a picture and encoding it again, inside the limited process: imports nothing of the site.

What is written holds only pixels: nothing that a camera writes into a file, and nothing hidden behind it. Of
a file with several frames, only the first is decoded.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

_HEIF_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")

Answer = tuple[dict[str, Any], list[bytes]]


def main(
    content: bytes,
    *,
    formats: Sequence[str],
    max_pixels: int,
    min_side: int,
    sides: Sequence[int],
    keep_png: bool,
    jpeg: dict[str, Any],
) -> Answer:
    """One file for each of `sides`, its longest side in pixels. An image is never enlarged.

    They are JPEGs, saved with the options `jpeg`; with `keep_png`, a PNG stays one. The answer has `format`,
    `width` and `height` of the largest, or it has `refused`: a value of pictures.Refusal, with `width` and
    `height` if the header says them. Both sizes are checked before a pixel is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # `max_pixels` is stricter
            image = Image.open(io.BytesIO(content), formats=list(formats))
    except Image.DecompressionBombError:
        return {"refused": "pixels"}, []
    except UnidentifiedImageError:
        is_heif = content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS
        return {"refused": "heif" if is_heif else "unknown"}, []
    except Exception:  # noqa: BLE001 - whatever a made-up header does to a decoder
        return {"refused": "damaged"}, []
    size = {"width": image.width, "height": image.height}
    if image.width * image.height > max_pixels:
        return {"refused": "pixels", **size}, []
    if min(image.size) < min_side:
        return {"refused": "small", **size}, []
    is_png = keep_png and image.format == "PNG"
    try:
        picture = fresh(image, max(sides), transparent=is_png)
    except Exception:  # noqa: BLE001 - whatever made-up contents do to a decoder
        return {"refused": "damaged", **size}, []
    files = [saved(scaled(picture, side), is_png=is_png, jpeg=jpeg) for side in sides]
    kind = "PNG" if is_png else "JPEG"
    return {"format": kind, "width": picture.width, "height": picture.height}, files


def fresh(image: Image.Image, max_side: int, *, transparent: bool) -> Image.Image:
    """The pixels, upright, in sRGB and no longer than `max_side`: on white, unless it may be transparent."""
    # A JPEG can be decoded at a half or a quarter of its size: a tenth of the memory for a camera's picture.
    image.draft("RGB", (max_side, max_side))
    image.load()
    profile = image.info.get("icc_profile")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")  # colors of a palette can't be averaged
    image.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    image = ImageOps.exif_transpose(image)
    image = image.convert("RGBA") if transparent else in_srgb(on_white(image), profile)
    # A new image has none of what else came with the file: exif, comments, profiles.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """With the colors that the camera meant: phones use a wider range, which would look dull."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError):  # a profile that is broken, or of another kind than the picture
        return image


def scaled(picture: Image.Image, side: int) -> Image.Image:
    """The sizes are rounded as providers/listing/photo_files.py does."""
    scale = min(1.0, side / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)


def saved(picture: Image.Image, *, is_png: bool, jpeg: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    if is_png:
        picture.save(made, "PNG", compress_level=1)  # the usual level takes seconds for a noisy scan
    else:
        picture.save(made, "JPEG", **jpeg)
    return made.getvalue()
