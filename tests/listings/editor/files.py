"""Files as people and attackers upload them: good pictures, and some two hundred that are none."""

import io
import random
import struct
import zlib
from collections.abc import Iterator

from PIL import Image
from PIL.ExifTags import IFD, Base


def picture(
    width: int = 800, height: int = 600, *, format: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    """A picture with something in it."""
    image = Image.radial_gradient("L").resize((width, height)).convert(mode)
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def camera_picture() -> bytes:
    """As a phone writes it: lying on its side, with the place and the owner."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = "Ana Ruiz"
    exif.get_ifd(IFD.GPSInfo)[2] = (41.0, 52.0, 41.0)
    return picture(900, 600, exif=exif, comment=b"secret words")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_claims(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG of a few bytes whose header says how large it would be."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def text_bomb() -> bytes:
    """A PNG with a compressed text that grows a thousandfold."""
    whole = picture(300, 300, format="PNG")
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 80_000_000, 9))
    return whole[:33] + bomb + whole[33:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400)


def malformed() -> Iterator[tuple[str, bytes]]:
    """(file name, content): about 200 files that must all be refused with a sentence."""
    chance = random.Random(20_261_122)
    wholes = {
        "jpg": picture(),
        "png": picture(format="PNG"),
        "webp": picture(format="WEBP"),
    }
    for kind, whole in wholes.items():
        for share in range(2, 60, 2):  # cut off anywhere in the first half
            yield f"cut-{share}.{kind}", whole[: len(whole) * share // 100]
        for number in range(14):  # a start that says what it is, and then anything
            start = whole[: chance.randrange(2, 30)]
            yield f"noise-{number}.{kind}", start + chance.randbytes(chance.randrange(1, 4000))
        for number in range(8):
            yield f"shuffled-{number}.{kind}", bytes(chance.sample(whole, min(len(whole), 3000)))
    for number in range(24):
        yield f"random-{number}.jpg", chance.randbytes(chance.randrange(1, 5000))
    for width, height in ((65_000, 65_000), (40_001, 1_000), (200_000, 201), (2**31 - 1, 1), (8_000, 5_001)):
        yield f"bomb-{width}.png", png_that_claims(width, height)
    yield "no-rows.png", png_that_claims(3_000, 3_000)
    yield "text-bomb.png", text_bomb()
    yield "tiny.png", picture(20, 20, format="PNG")
    yield "line.png", picture(4_000, 3, format="PNG")
    yield "empty.jpg", b""
    yield "drawing.svg", SVG
    yield "drawing.jpg", SVG
    yield "page.jpg", b"<!doctype html><script>alert(1)</script>"
    yield "animation.gif", picture(format="GIF", mode="P")
    yield "scan.tiff", picture(format="TIFF")
    yield "scan.bmp", picture(format="BMP")
    yield "icon.ico", picture(256, 256, format="ICO", mode="RGBA")
    yield "phone.heic", HEIC
    yield "phone.jpg", HEIC
    yield "letter.pdf", b"%PDF-1.7\n" + chance.randbytes(500)
    yield "archive.zip", b"PK\x03\x04" + chance.randbytes(500)
    yield "program.exe", b"MZ" + chance.randbytes(500)
    yield "postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999 9999\n"
    yield "php.jpg", b"\xff\xd8\xff\xe0<?php system($_GET[0]); ?>"
    yield "../../etc/passwd.jpg", b"\xff\xd8\xff"
    yield "nul\0.jpg", b"\0" * 500
