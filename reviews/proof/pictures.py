"""Documents of a visit, made anew: what is kept are pictures of the pages and nothing of the file.

A PDF is drawn page by page, so that text under a black bar, scripts, attachments and whatever else it holds
stay behind; a picture is decoded and encoded again without what cameras write into it.
"""

import io
import warnings

from PIL import Image, ImageOps

from accounts.pdf import PdfError, PdfReaderBusyError, read_pdf
from reviews.models.documents import MAX_PAGES

MOST_BYTES = 10 * 2**20
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2200  # pixels: a letter at 200 dots an inch
QUALITY = 85
PICTURES = ["JPEG", "PNG", "WEBP"]


class UnreadableDocument(Exception):
    """We can't take this file; says why, in a sentence for whoever sent it."""


def pages_of(content: bytes) -> list[bytes]:
    """JPEGs of the pages, one for a picture. Raises UnreadableDocument; the file's name plays no part."""
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(f"This file is larger than {MOST_BYTES // 2**20} MB.")
    if content.lstrip()[:5] == b"%PDF-":
        return pages_of_pdf(content)
    return [picture(content)]


def pages_of_pdf(content: bytes) -> list[bytes]:
    try:
        pdf = read_pdf(content, draw=MAX_PAGES, longest_side=LONGEST_SIDE)
    except PdfReaderBusyError as error:
        raise UnreadableDocument("We are reading other files just now. Send it again in a minute.") from error
    except PdfError as error:
        raise UnreadableDocument(
            "This PDF can’t be opened. Is it damaged, or locked? A picture of the page will do too."
        ) from error
    if not 1 <= pdf.pages <= MAX_PAGES:
        raise UnreadableDocument(f"This PDF has {pdf.pages} pages; we take at most {MAX_PAGES}.")
    return [encoded(page) for page in pdf.drawn]


def picture(content: bytes) -> bytes:
    """The picture as a JPEG. Its size is known before its pixels are unpacked, so no bomb goes off."""
    too_large = f"This picture has more than {MOST_PIXELS // 1_000_000} megapixels."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PICTURES) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise UnreadableDocument(too_large)
                return encoded(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableDocument(too_large) from error
    # What Pillow raises for files that are cut off, damaged or made to break it.
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise UnreadableDocument("This is not a PDF, PNG, JPEG or WebP file that we can open.") from error


def encoded(image: Image.Image) -> bytes:
    """Pixels alone, on white: nothing hidden behind transparency, no metadata, no thumbnail."""
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels = image.convert("RGBA")
    fresh = Image.new("RGB", pixels.size, "white")
    fresh.paste(pixels, mask=pixels.getchannel("A"))
    made = io.BytesIO()
    fresh.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
