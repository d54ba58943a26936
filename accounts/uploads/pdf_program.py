"""Opening a PDF, inside the limited process: imports nothing of the site."""

import io
from typing import Any

import pypdfium2


def main(content: bytes, *, draw: int, longest_side: int, quality: int) -> tuple[dict[str, Any], list[bytes]]:
    """The number of pages, and JPEGs of them if there are at most `draw`.

    A drawing leaves out text under a black bar, scripts, attachments and everything else in the file.
    """
    with pypdfium2.PdfDocument(content) as pdf:
        pages = len(pdf)
        drawn = (
            [drawing(pdf[number], longest_side, quality) for number in range(pages)] if pages <= draw else []
        )
    return {"pages": pages}, drawn


def drawing(page: pypdfium2.PdfPage, longest_side: int, quality: int) -> bytes:
    """A JPEG. We set its size, so that a page a mile wide takes no more memory."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(longest_side / max(width, height), 4.0), may_draw_forms=False)
    made = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(made, "JPEG", quality=quality)
    return made.getvalue()
