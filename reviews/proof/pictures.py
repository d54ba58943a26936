"""Documents of a visit are stored as new pictures of their pages; nothing else of the file is stored.

A PDF is drawn page by page, which leaves out text under a black bar, scripts, attachments and everything else
in it; a picture is decoded and encoded again without what cameras write into it.
"""

import io
import warnings

from PIL import Image, ImageOps

from accounts.pdf import PdfError, PdfReaderBusyError, read_pdf
from reviews.models.documents import MAX_PAGES

MAX_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
MAX_SIDE = 2200  # pixels: a letter at 200 dots an inch
QUALITY = 85
FORMATS = ["JPEG", "PNG", "WEBP"]


class UnreadableDocument(Exception):
    """We can't take this file. The message says why, in a sentence for the person who sent it."""


def pages_of(content: bytes) -> list[bytes]:
    """JPEGs of the pages, one for a picture. Raises UnreadableDocument. Ignores the file's name."""
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"This file is larger than {MAX_BYTES // 2**20} MB.")
    if content.lstrip()[:5] == b"%PDF-":
        return pages_of_pdf(content)
    return [picture(content)]


def pages_of_pdf(content: bytes) -> list[bytes]:
    try:
        pdf = read_pdf(content, draw=MAX_PAGES, longest_side=MAX_SIDE)
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
    """The picture as a JPEG. Its size is checked before its pixels are unpacked (decompression bombs)."""
    too_large = f"This picture has more than {MAX_PIXELS // 1_000_000} megapixels."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise UnreadableDocument(too_large)
                return encoded(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableDocument(too_large) from error
    # What Pillow raises for files that are cut off, damaged or made to break it.
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise UnreadableDocument("This is not a PDF, PNG, JPEG or WebP file that we can open.") from error


def encoded(image: Image.Image) -> bytes:
    """A JPEG of the pixels alone, on white: nothing hidden by transparency, no metadata, no thumbnail."""
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    pixels = image.convert("RGBA")
    fresh = Image.new("RGB", pixels.size, "white")
    fresh.paste(pixels, mask=pixels.getchannel("A"))
    output = io.BytesIO()
    fresh.save(output, "JPEG", quality=QUALITY)
    return output.getvalue()
