"""Files that are small to send and costly to open, and others that nobody should open at all.

Each is within the sizes that the forms accept, so that only the decoder can notice. Made once, in memory.
"""

import io
import os
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image

MEGAPIXELS_24 = (6000, 4190)  # just within the limit of photos, 24 * 2**20 pixels
MEGAPIXELS_12 = (4100, 3060)  # just within that of documents


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(size: tuple[int, int]) -> Image.Image:
    return Image.frombytes("RGB", (1024, 1024), os.urandom(3 * 2**20)).resize(size)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")


def jpeg_of_many_scans(size: tuple[int, int], times: int = 3000) -> bytes:
    """A progressive JPEG whose last scan is repeated: each repetition goes through the whole picture."""
    whole = saved(Image.new("RGB", size, "gray"), "JPEG", progressive=True, quality=30)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + scan * min(times, 9 * 2**20 // len(scan)) + whole[-2:]


def animated_png(frames: int = 60) -> bytes:
    images = [Image.new("L", (2000, 1500), number % 256) for number in range(frames)]
    return saved(images[0], "PNG", save_all=True, append_images=images[1:], compress_level=9)


def png_with_text(megabytes: int = 60) -> bytes:
    """With a compressed comment that grows a thousandfold."""
    whole = saved(Image.new("RGB", (400, 300)), "PNG")
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(megabytes * 2**20), 9))
    return whole[:33] + bomb * 3 + whole[33:]


def png_with_profile() -> bytes:
    """With a color profile that grows a thousandfold and is none."""
    whole = saved(Image.new("RGB", (400, 300)), "PNG")
    return whole[:33] + chunk(b"iCCP", b"profile\0\0" + zlib.compress(bytes(60 * 2**20), 9)) + whole[33:]


def jpeg_with_exif() -> bytes:
    """Its EXIF data has tables that point to themselves."""
    table = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 4000)
    table += b"".join(struct.pack(">HHII", 0x8769, 4, 1, 8) for _ in range(4000)) + b"\0\0\0\x08"
    whole = saved(Image.new("RGB", (400, 300)), "JPEG")
    return whole[:2] + b"\xff\xe1" + struct.pack(">H", len(table) + 2) + table + whole[2:]


def pdf(content: bytes, resources: bytes = b"", extra: bytes = b"", pages: int = 1) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(pages))
    page = (
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <<%s>>>>" % resources
    )
    objects = [
        b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        b"2 0 obj <</Type /Pages /Count %d /Kids [%s]>> endobj" % (pages, kids),
        b"4 0 obj <<%s /Length %d>> stream\n%s\nendstream endobj" % (b"", len(content), content),
        *[b"%d 0 obj %s endobj" % (10 + number, page) for number in range(pages)],
        extra,
    ]
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer <</Root 1 0 R>>\n%%EOF"


def pdf_of_nested_drawings() -> bytes:
    """A drawing of ten drawings, each of ten, and so on: ten million rectangles in two kilobytes."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    drawings = [b"26 0 obj <<%s /Length 15>> stream\n0 0 500 700 re f\nendstream endobj" % form]
    for number in range(20, 26):
        inner = b"%s /Resources <</XObject <</F %d 0 R>>>>" % (form, number + 1)
        drawings.append(
            b"%d 0 obj <<%s /Length 50>> stream\n%s\nendstream endobj" % (number, inner, b"/F Do " * 10)
        )
    return pdf(b"/F Do", b"/XObject <</F 20 0 R>>", b"\n".join(drawings))


def pdf_that_unpacks() -> bytes:
    """To a gigabyte of blanks, packed twice."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 2**20) for _ in range(1024)) + packer.flush()
    packed = zlib.compress(packed, 9)
    stream = b"4 0 obj <</Filter [/FlateDecode /FlateDecode] /Length %d>> stream\n%s\nendstream endobj"
    return pdf(b"").replace(
        b"4 0 obj << /Length 0>> stream\n\nendstream endobj", stream % (len(packed), packed)
    )


def workbook_that_unpacks() -> bytes:
    """A workbook whose only sheet is 200 MB of empty rows."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet/></sheets></workbook>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * (200 * 2**20 // 6))
    return file.getvalue()


@cache
def pictures() -> dict[str, bytes]:
    """Photos and scans, by name."""
    clear = Image.new("RGBA", MEGAPIXELS_24, (1, 2, 3, 4))
    return {
        "flat.png": saved(clear, "PNG"),
        "flat12.png": saved(clear.resize(MEGAPIXELS_12), "PNG"),
        "16-bit.png": saved(Image.new("I;16", MEGAPIXELS_24), "PNG"),
        "flat.webp": saved(clear, "WEBP", lossless=True, method=0),
        "flat12.webp": saved(clear.resize(MEGAPIXELS_12), "WEBP", lossless=True, method=0),
        "photo.jpg": saved(noise(MEGAPIXELS_24), "JPEG", quality=70, progressive=True),
        "photo12.jpg": saved(noise(MEGAPIXELS_12), "JPEG", quality=85, progressive=True),
        "scans.jpg": jpeg_of_many_scans(MEGAPIXELS_12),
        "frames.png": animated_png(),
        "text.png": png_with_text(),
        "profile.png": png_with_profile(),
        "exif.jpg": jpeg_with_exif(),
        "claims.png": png_that_claims(60_000, 60_000),
        "claims12.png": png_that_claims(*MEGAPIXELS_12),
        "cut.jpg": saved(noise((2000, 1500)), "JPEG")[:200_000],
        "both.jpg": saved(noise((600, 400)), "JPEG") + b"<script>alert(1)</script>" + pdf(b""),
        "animation.gif": saved(Image.new("P", (5000, 5000)), "GIF"),
        "scan.tiff": saved(Image.new("1", (12_000, 12_000)), "TIFF", compression="group4"),
    }


@cache
def pdfs() -> dict[str, bytes]:
    return {
        "drawings.pdf": pdf_of_nested_drawings(),
        "unpacks.pdf": pdf_that_unpacks(),
        "pages.pdf": pdf(b"0 0 500 700 re f", pages=5),
        "many.pdf": pdf(b"", pages=5000),
        "broken.pdf": b"%PDF-1.7\n" + os.urandom(5000),
    }


@cache
def tables() -> dict[str, bytes]:
    """Spreadsheets, by name."""
    header = b"Location id,Name,About\n"
    return {
        "lines.csv": header + b"\n" * (5 * 2**20 - 100),
        "commas.csv": header + b"," * (5 * 2**20 - 100),
        "rows.csv": header + b"1,x,y\n" * 800_000,
        "quote.csv": header + b'1,"' + b"x" * (5 * 2**20 - 100),
        "utf16.csv": "Location id;Name\n".encode("utf-16") + "1;x\n".encode("utf-16-le") * 600_000,
        "workbook.xlsx": workbook_that_unpacks(),
    }
