"""Malformed spreadsheets: each gets a clear answer, none breaks the site, and nothing is half-applied."""

import random
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import UseCount
from listings.models import SpreadsheetUpload
from listings.spreadsheet.columns import COLUMNS, HEADERS, ID
from listings.spreadsheet.table import MAX_BYTES, MAX_ROWS
from providers.listing.values import read_values
from providers.models import Location
from tests.factories import make_location
from tests.jobs import run_jobs
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.spreadsheet.sheet import as_file, page, rows_of, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabulary", "gazetteer")]

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x.example","y")',
    "=cmd|' /C calc'!A0",
    "'=1",
    "''=1",
]
WRONG_IDS = ["0", "-1", "1.5", "9" * 18, "9" * 40, "x", "١٢", "1e3", " ", "1; 2", "null", "NaN", "0x1f", "٣"]
GARBAGE = [
    "\ufffd" * 50,
    "\u202e\u200b",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "<script>",
    "'; --",
]


def malformed(good: bytes, location_id: int, other_id: int) -> Iterator[tuple[str, bytes]]:
    """About 120 files with what is wrong with them, the same on every run."""
    chance = random.Random(20261122)
    header = f"{ID},About\n".encode()
    mine = f"{location_id},".encode()
    yield "empty", b""
    yield "white space", b" \n\t\r\n  "
    yield "a mark alone", b"\xef\xbb\xbf"
    yield "UTF-16 mark alone", b"\xff\xfe"
    yield "half a UTF-16 character", b"\xff\xfea\x00b"
    yield "UTF-32", good.decode("utf-8-sig").encode("utf-32")
    yield "NUL bytes", header + mine + b"a\x00b\n"
    yield "only NUL bytes", b"\x00" * 4096
    yield "bytes of no encoding", header + mine + b"\x81\x8d\x8f\x90\x9d\n"
    yield "broken UTF-8 after its mark", b"\xef\xbb\xbf" + header + mine + b"\xc3\x28\n"
    yield "a PNG", b"\x89PNG\r\n\x1a\n" + chance.randbytes(3000)
    yield "a ZIP, as .xlsx is", b"PK\x03\x04" + chance.randbytes(3000)
    yield "a PDF", b"%PDF-1.7\n" + chance.randbytes(3000)
    yield "HTML", b"<!doctype html><table><tr><td>1</td></tr></table>"
    yield "JSON", b'{"Location id": 1}'
    yield "a quote never closed", header + mine + b'"never closed\n' * 20
    yield "a quote in the header", b'"' + header + mine + b"x\n"
    yield "text after a quote", header + mine + b'"a" b\n'
    yield "a giant cell", header + mine + b"x" * 200_000 + b"\n"
    yield "a cell over the limit", header + mine + b'"' + b"x" * 20_001 + b'"\n'
    yield "too many rows", header + b"".join(mine + b"x\n" for _ in range(MAX_ROWS + 1))
    yield "too many columns", b",".join([b"c"] * 5000) + b"\n"
    yield "more cells than columns", header + mine + b"x,y,z\n"
    yield "no id column", b"About\nx\n"
    yield "an empty header", f"{ID},,About\n".encode() + mine + b"x,y\n"
    yield "the id column twice", f"{ID},{ID}\n".encode() + mine + b"1\n"
    yield "a location twice", header + (mine + b"x\n") * 2
    yield "a location of another practice", header + f"{other_id},x\n".encode()
    yield "a header of controls", b"\x01\x02,\x03\n1,2\n"
    yield "only commas", b",,,,\n,,,,\n"
    yield "about that is too long", header + mine + b"x" * 2001 + b"\n"
    for wrong in WRONG_IDS:
        yield f"the id {wrong!r}", as_file([{ID: wrong, "About": "x"}])
    for column in COLUMNS:
        if column.header not in ("About", "Pin is right"):
            yield (
                f"nonsense in {column.header}",
                as_file([{ID: str(location_id), column.header: "\u2603" * 301}]),
            )
    for column in COLUMNS[::3]:
        yield (
            f"the header {column.header} twice",
            f"{ID},{column.header},{column.header}\n".encode() + mine + b"x,y\n",
        )
    for number in range(30):
        content = bytearray(good)
        for _ in range(chance.randint(1, 40)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        yield f"damaged {number}", bytes(content)


def test_malformed_files_get_a_clear_answer_and_change_nothing(client):
    location = full_location()
    make_location(practice=location.practice)
    other = make_location()
    client.force_login(old_hand(location))
    before = read_values(location.pk)
    good = as_file(rows_of(location.practice))
    tried, kept = 0, 0
    for name, content in malformed(good, location.pk, other.pk):
        UseCount.objects.all().delete()  # these are more files than one person may send in an hour
        response = upload(client, location.practice, content, follow=False)
        assert response.status_code in (302, 422), name
        if response.status_code == 422:
            text = page(response)
            assert "wrong in this file" in text or "Please check what you entered" in text, name
        else:
            # What is left of a damaged file may still be a table: then it waits, or says what is there.
            assert name.startswith("damaged"), name
            kept += 1
        assert read_values(location.pk) == before, name
        tried += 1
    assert tried >= 120
    assert kept < 30


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 2 * MAX_BYTES - 1])
def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, size):
    location = make_location()
    client.force_login(old_hand(location))
    file = SimpleUploadedFile("big.csv", b"," * size, content_type="text/csv")
    response = client.post(reverse("spreadsheet", args=[location.practice_id]), {"file": file})
    assert response.status_code == 422
    assert "larger than 5 MB" in page(response)


def test_no_file_at_all_is_asked_for(client):
    location = make_location()
    client.force_login(old_hand(location))
    response = client.post(reverse("spreadsheet", args=[location.practice_id]), {"file": "text"})
    assert response.status_code == 422
    assert "CSV file" in page(response)


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_that_looks_like_a_formula_goes_out_harmless_and_comes_back_whole(client, formula):
    location = make_location()
    client.force_login(old_hand(location))
    Location.objects.filter(pk=location.pk).update(about=formula.strip())
    [row] = rows_of(location.practice)
    assert row["About"][:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert "No changes" in page(upload(client, location.practice, as_file([row])))


@pytest.mark.parametrize("text", [*FORMULAS, *GARBAGE])
def test_text_of_any_kind_is_kept_as_it_is(client, text):
    location = make_location()
    client.force_login(old_hand(location))
    upload(client, location.practice, as_file([{ID: str(location.pk), "About": text}]))
    client.post(reverse("spreadsheet-preview", args=[SpreadsheetUpload.objects.get().pk]))
    run_jobs()
    about = read_values(location.pk)["about"]["about"]
    assert about == (text[1:] if text.startswith(("'=", "''=")) else text.strip())


def test_every_header_is_known_once():
    assert len(set(HEADERS)) == len(HEADERS)
