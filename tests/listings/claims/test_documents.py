"""Documents: a file's content decides, pictures are encoded again, and nothing damaged gets through."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from listings.claims.documents import MAX_BYTES, UnreadableDocument, read_document
from tests.listings.claims.making import PDF_OF_ONE_PAGE, png


def upload(content, name="letter.pdf"):
    return SimpleUploadedFile(name, content)


def picture(kind, **options):
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(made, kind, **options)
    return made.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def test_a_pdf_is_kept_unchanged():
    document = read_document(upload(PDF_OF_ONE_PAGE))
    assert (document.name, document.content_type) == ("letter.pdf", "application/pdf")
    assert document.content == PDF_OF_ONE_PAGE


@pytest.mark.parametrize(("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_encoded_again_whatever_its_name(kind, content_type):
    document = read_document(upload(picture(kind), "letter.exe"))
    assert document.content_type == content_type
    assert document.name.endswith(".png" if kind == "PNG" else ".jpg")


def test_metadata_and_data_behind_the_picture_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ana"
    exif[0x0112] = 6  # lies on its side
    content = picture("JPEG", exif=exif, comment=b"secret") + b"<script>alert(1)</script>"
    document = read_document(upload(content, "photo.jpg"))
    assert b"Camera of Ana" not in document.content
    assert b"secret" not in document.content
    assert b"script" not in document.content
    with Image.open(io.BytesIO(document.content)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()


def test_a_large_scan_is_scaled_down():
    document = read_document(png(4000, 2000))
    with Image.open(io.BytesIO(document.content)) as image:
        assert image.size == (3000, 1500)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7\nnothing more",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        picture("GIF"),
        picture("BMP"),
        picture("PNG")[:60],
        picture("JPEG")[:200],
        png_that_says(7000, 7000),
        png_that_says(60_000, 60_000),
        png_that_says(100, 100),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
    ],
)
def test_anything_else_is_refused_with_an_explanation(content):
    with pytest.raises(UnreadableDocument, match="“letter.pdf”"):
        read_document(upload(content))


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(UnreadableDocument, match="larger than 10 MB"):
        read_document(upload(b"%PDF-" + b"0" * MAX_BYTES))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\letters\\a.pdf", "a.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', "a_Set-Cookie_ x.pdf"),
        ("..", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_file_names_keep_nothing_that_means_something_to_other_programs(name, plain):
    file = upload(PDF_OF_ONE_PAGE)
    file._name = name
    assert read_document(file).name == plain


def test_a_hundred_damaged_files_are_all_refused_or_read():
    chance = random.Random(1)
    good = [PDF_OF_ONE_PAGE, picture("PNG"), picture("JPEG")]
    for number in range(100):
        content = bytearray(good[number % 3])
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        damaged = bytes(content[: chance.randint(1, len(content))])
        with suppress(UnreadableDocument):
            assert read_document(upload(damaged)).content
