"""Documents that prove a claim: read, checked and, if they are pictures, made anew.

What comes out holds nothing but the picture: no metadata, nothing hidden behind it. A PDF is kept as it is,
since an admin has to see it as it came; it is opened once to know that it is one, and handed out only as a
download.
"""

import io
import re
import warnings
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from accounts.pdf import PdfError, PdfReaderBusyError, read_pdf

MOST_FILES = 5
MOST_BYTES = 10 * 2**20
MOST_PIXELS = 40_000_000
MOST_PAGES = 50
LONGEST_SIDE = 3000  # pixels: enough to read a letter of A4 at 250 dots an inch
NAME_LENGTH = 100

PDF = "application/pdf"
PICTURES = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png")}


class UnreadableDocument(Exception):
    """A file is not what we take; says so, in a sentence for whoever sent it."""


@dataclass(frozen=True)
class Document:
    name: str
    content_type: str
    content: bytes


def read_document(upload: UploadedFile) -> Document:
    """The document in an uploaded file. Raises UnreadableDocument; what it is called plays no part."""
    name = plain_name(upload.name or "")
    if upload.size > MOST_BYTES:
        raise UnreadableDocument(f"“{name}” is larger than {MOST_BYTES // 2**20} MB.")
    content = upload.read()
    if content.startswith(b"%PDF-"):
        return Document(f"{stem(name)}.pdf", PDF, checked_pdf(name, content))
    return picture(name, content)


def plain_name(name: str) -> str:
    """A file's name without folders and signs that could mean something elsewhere."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[^\w .()-]+", "_", last).strip(" .")[-NAME_LENGTH:] or "document"


def stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def checked_pdf(name: str, content: bytes) -> bytes:
    try:
        pages = read_pdf(content).pages
    except PdfReaderBusyError as error:
        raise UnreadableDocument(
            f"We are reading other files just now. Send “{name}” again in a minute."
        ) from error
    except PdfError as error:
        raise UnreadableDocument(
            f"“{name}” can’t be opened. Is it damaged, or does it need a password?"
        ) from error
    if not 1 <= pages <= MOST_PAGES:
        raise UnreadableDocument(f"“{name}” has {pages} pages; send at most {MOST_PAGES}.")
    return content


def picture(name: str, content: bytes) -> Document:
    """The picture, made anew. Its size is known before its pixels are unpacked, so no bomb goes off."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURES)) as image:
                return remade(name, image)
    # What Pillow raises for files that are cut off, damaged or made to break it.
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise UnreadableDocument(f"“{name}” is not a PDF, PNG or JPEG that we can open.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableDocument(too_many_pixels(name)) from error


def remade(name: str, image: Image.Image) -> Document:
    if image.width * image.height > MOST_PIXELS:
        raise UnreadableDocument(too_many_pixels(name))
    kind = image.format
    content_type, extension = PICTURES[kind]
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    pixels = upright.convert("RGB" if kind == "JPEG" or upright.mode == "CMYK" else "RGBA")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    made = io.BytesIO()
    fresh.save(made, kind, quality=85)
    return Document(f"{stem(name)}.{extension}", content_type, made.getvalue())


def too_many_pixels(name: str) -> str:
    return f"“{name}” has more than {MOST_PIXELS // 1_000_000} megapixels."
