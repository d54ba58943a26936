"""Pictures and PDFs that are costly to open, or made to break what opens them."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from accounts.uploads.pdfs import PdfError, read_pdf
from accounts.uploads.pictures import PictureRefusedError, Refusal, read_picture
from bench import worst_uploads
from bench.worst_uploads import (
    MEGAPIXELS_12,
    animated_png,
    jpeg_of_many_scans,
    jpeg_with_exif,
    pdf_of_nested_drawings,
    png_that_claims,
    png_with_profile,
    png_with_text,
    saved,
)

FORMATS = ("JPEG", "PNG", "WEBP")
CLEAR = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
GIF = saved(Image.new("P", (300, 300)), "GIF")
TIFF = saved(Image.new("1", (300, 300)), "TIFF")

# Asks for the site's pages to be importable, as a worker does before it serves.
LOADED = """
import sys
import directory.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({"PIL", "pypdfium2"} & set(sys.modules)))
"""


def read(content, **changes):
    options = {"formats": FORMATS, "max_megapixels": 12, "sides": (1600,), **changes}
    return read_picture(content, **options)


def refusal_of(content, **changes):
    with pytest.raises(PictureRefusedError) as refused:
        read(content, **changes)
    return refused.value.refusal


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (png_that_claims(60_000, 60_000), Refusal.PIXELS),
        (png_that_claims(4_000, 4_000), Refusal.PIXELS),
        (png_that_claims(2**31 - 1, 1), Refusal.PIXELS),
        (png_that_claims(*MEGAPIXELS_12), Refusal.DAMAGED),
        (jpeg_of_many_scans(MEGAPIXELS_12), Refusal.DAMAGED),
        (png_with_text(), Refusal.DAMAGED),
        (png_with_profile(), Refusal.DAMAGED),
        (saved(Image.effect_noise((900, 900), 50), "JPEG")[:5_000], Refusal.DAMAGED),
        (GIF, Refusal.UNKNOWN),
        (TIFF, Refusal.UNKNOWN),
        (b"", Refusal.UNKNOWN),
        (b"%PDF-1.7", Refusal.UNKNOWN),
    ],
    ids=[
        "huge",
        "over the limit",
        "line",
        "no rows",
        "scans",
        "text",
        "profile",
        "cut off",
        "gif",
        "tiff",
        "empty",
        "pdf",
    ],
)
def test_what_no_form_wants_is_refused_with_its_reason(content, refusal):
    assert refusal_of(content) == refusal


def test_more_pixels_are_taken_where_a_form_allows_them():
    content = saved(Image.new("L", (5_000, 4_000)), "PNG")
    assert refusal_of(content) == Refusal.PIXELS
    assert read(content, max_megapixels=24).width == 1600


@pytest.mark.parametrize("content", [jpeg_with_exif(), animated_png(frames=5)], ids=["exif", "frames"])
def test_what_is_hidden_in_a_picture_neither_breaks_nor_survives_it(content):
    made = read(content)
    with Image.open(io.BytesIO(made.files[0])) as image:
        assert (image.format, image.size) == ("JPEG", (made.width, made.height))
        assert getattr(image, "n_frames", 1) == 1
        assert not image.getexif()
        assert "icc_profile" not in image.info


def test_a_picture_of_several_pictures_as_cameras_make_it_is_read():
    """MPO, which Pillow recognizes within JPEG."""
    second = Image.new("RGB", (300, 200), "red")
    content = saved(Image.new("RGB", (600, 400), "blue"), "MPO", save_all=True, append_images=[second])
    made = read(content)
    assert (made.width, made.height, made.is_png) == (600, 400, False)


def test_a_transparent_picture_is_on_white_unless_it_stays_a_png():
    with Image.open(io.BytesIO(read(saved(CLEAR, "PNG")).files[0])) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)
    made = read(saved(CLEAR, "PNG"), keep_png=True)
    assert made.is_png
    with Image.open(io.BytesIO(made.files[0])) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0


def test_each_size_is_one_file_and_nothing_is_enlarged():
    made = read(saved(CLEAR, "PNG"), sides=(100, 200, 1600))
    sizes = [Image.open(io.BytesIO(file)).size for file in made.files]
    assert sizes == [(100, 75), (200, 150), (400, 300)]


def test_a_pdf_that_takes_hours_to_draw_is_given_up_and_one_of_many_pages_is_only_counted():
    with pytest.raises(PdfError):
        read_pdf(pdf_of_nested_drawings(), draw=5, longest_side=2200)
    many = read_pdf(worst_uploads.pdf(b"", pages=2_000), draw=5, longest_side=2200)
    assert (many.pages, many.drawn) == (2_000, [])


def test_no_process_of_the_site_loads_what_decodes_files():
    """Decoders run in the limited process alone: a flaw in one reaches neither memory nor secrets."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
