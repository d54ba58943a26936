"""Documents of a visit are stored as new pictures of their pages; nothing else of the file is stored.

A PDF is drawn page by page; a picture is decoded and encoded again. Both happen in the limited process.
"""

from accounts.uploads.pdfs import PdfError, read_pdf
from accounts.uploads.pictures import PictureRefusedError, Refusal, read_picture
from accounts.uploads.turns import ReaderBusyError
from reviews.models.documents import MAX_PAGES

MAX_BYTES = 10 * 2**20
MAX_MEGAPIXELS = 12
MAX_SIDE = 2200  # pixels: a letter at 200 dots an inch
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")

BUSY = "We’re reading other files right now. Choose yours again and send it in a minute."
NOT_A_DOCUMENT = "This is not a PDF, PNG, JPEG or WebP file that we can open."
TOO_MANY_PIXELS = (
    f"This picture has more than {MAX_MEGAPIXELS} megapixels. Take it with a lower resolution, or send a "
    "screenshot of it."
)
PDF_NOT_OPENED = "This PDF can’t be opened. Is it damaged, or locked? A picture of the page will do too."


class UnreadableDocument(Exception):
    """We can't take this file. The message says why, in a sentence for the person who sent it."""


def pages_of(content: bytes) -> list[bytes]:
    """JPEGs of the pages, one for a picture. Raises UnreadableDocument. Ignores the file's name."""
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"This file is larger than {MAX_BYTES // 2**20} MB.")
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return pages_of_pdf(content)
    return [picture(content)]


def pages_of_pdf(content: bytes) -> list[bytes]:
    try:
        pdf = read_pdf(content, draw=MAX_PAGES, longest_side=MAX_SIDE, quality=QUALITY)
    except ReaderBusyError as error:
        raise UnreadableDocument(BUSY) from error
    except PdfError as error:
        raise UnreadableDocument(PDF_NOT_OPENED) from error
    if not 1 <= pdf.pages <= MAX_PAGES:
        raise UnreadableDocument(f"This PDF has {pdf.pages} pages; we take at most {MAX_PAGES}.")
    return pdf.drawn


def picture(content: bytes) -> bytes:
    """The picture as a JPEG, on white: nothing is hidden by transparency."""
    try:
        made = read_picture(
            content, formats=FORMATS, max_megapixels=MAX_MEGAPIXELS, sides=(MAX_SIDE,), quality=QUALITY
        )
    except PictureRefusedError as error:
        sentence = {Refusal.BUSY: BUSY, Refusal.PIXELS: TOO_MANY_PIXELS}.get(error.refusal, NOT_A_DOCUMENT)
        raise UnreadableDocument(sentence) from error
    return made.files[0]
