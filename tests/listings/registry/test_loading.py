"""`load_registry`: both layouts, found by header, run repeatedly, and only what the directory needs."""

import csv
import zipfile
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from listings.models import RegistryRecord
from listings.registry import columns
from listings.registry.records import NotARecord, as_record
from providers.npi import npi_with_check_digit
from tests.factories import make_clinician, make_practice
from tests.listings.claims.making import make_claim
from tests.listings.registry.making import NPI, ROW, V1, V2, csv_file, text_of, zip_file

pytestmark = pytest.mark.django_db
OTHER_NPI = npi_with_check_digit("198765432")
THIRD_NPI = npi_with_check_digit("155555555")


@pytest.fixture
def practice():
    return make_practice(npi=NPI)


def load(path, *arguments):
    said = StringIO()
    call_command("load_registry", str(path), *arguments, stdout=said, verbosity=0)
    return said.getvalue()


@pytest.mark.parametrize("header", [V1, V2])
@pytest.mark.parametrize("make", [csv_file, zip_file])
def test_both_layouts_are_read_by_header_from_csv_and_zip(practice, tmp_path, header, make):
    assert "Read 1 rows as of 2026-11-08: 1 records written" in load(make(tmp_path, ROW, header=header))
    record = RegistryRecord.objects.get()
    assert (record.npi, record.entity_type, record.name) == (NPI, 2, "LAKEVIEW TMS, LLC")
    assert (record.street, record.city, record.postal_code) == ("1 MAIN ST STE 210", "CHICAGO", "60602")
    assert (record.updated_on, record.read_on) == (date(2024, 3, 5), date(2026, 11, 8))
    assert (record.phone, record.taxonomy) == ("3125550123", "261QM0801X")


def test_only_npis_of_the_directory_are_kept(practice, tmp_path):
    make_clinician(npi=OTHER_NPI)
    make_claim(npi=THIRD_NPI)
    stranger = npi_with_check_digit("100000000")
    rows = [ROW | {columns.NPI: npi} for npi in (NPI, OTHER_NPI, THIRD_NPI, stranger)]
    load(csv_file(tmp_path, *rows))
    assert set(RegistryRecord.objects.values_list("npi", flat=True)) == {NPI, OTHER_NPI, THIRD_NPI}
    load(csv_file(tmp_path, *rows), "--all")
    assert RegistryRecord.objects.count() == 4


def test_people_are_kept_with_their_names_and_their_primary_taxonomy(tmp_path):
    make_clinician(npi=NPI)
    person = {
        columns.NPI: NPI,
        columns.KIND: "1",
        columns.FIRST_NAME: "ANA",
        columns.LAST_NAME: "RUIZ",
        columns.CREDENTIAL: "M.D.",
        columns.TAXONOMY.format(n=1): "103T00000X",
        columns.TAXONOMY.format(n=2): "2084P0800X",
        columns.IS_PRIMARY.format(n=1): "N",
        columns.IS_PRIMARY.format(n=2): "Y",
    }
    header = (*V2, columns.TAXONOMY.format(n=2), *(columns.IS_PRIMARY.format(n=n) for n in (1, 2)))
    load(csv_file(tmp_path, person, header=header))
    record = RegistryRecord.objects.get()
    assert (record.name, record.credential, record.taxonomy) == ("ANA RUIZ", "M.D.", "2084P0800X")


def test_newer_files_update_records_and_older_ones_change_nothing(practice, tmp_path):
    path = csv_file(tmp_path, ROW)
    load(path)
    assert "1 records written" in load(path)
    weekly = csv_file(
        tmp_path, ROW | {columns.ORGANIZATION: "NEW NAME"}, name="npidata_pfile_20261109-20261115.csv"
    )
    load(weekly)
    assert "0 records written" in load(path)
    assert RegistryRecord.objects.get().name == "NEW NAME"


def test_a_deactivated_row_is_mostly_blank_and_what_was_known_stays(practice, tmp_path):
    load(csv_file(tmp_path, ROW))
    load(csv_file(tmp_path, {columns.NPI: NPI, columns.DEACTIVATED: "11/01/2026"}))
    record = RegistryRecord.objects.get()
    assert (record.name, record.deactivated_on) == ("LAKEVIEW TMS, LLC", date(2026, 11, 1))
    assert record.updated_on == date(2024, 3, 5)


def test_an_unknown_deactivated_row_is_kept_as_it_is(practice, tmp_path):
    load(csv_file(tmp_path, {columns.NPI: NPI, columns.DEACTIVATED: "11/01/2026"}))
    record = RegistryRecord.objects.get()
    assert (record.name, record.entity_type, record.deactivated_on) == ("", None, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("reactivated", "expected"),
    [("11/02/2026", None), ("10/01/2020", date(2026, 11, 1)), ("", date(2026, 11, 1))],
)
def test_a_reactivated_npi_is_active(reactivated, expected):
    row = ROW | {columns.DEACTIVATED: "11/01/2026", columns.REACTIVATED: reactivated}
    assert as_record(row).deactivated_on == expected


@pytest.mark.parametrize(
    "row",
    [
        {columns.NPI: ""},
        {columns.NPI: "1234567890"},
        ROW | {columns.UPDATED: "2024-03-05"},
        ROW | {columns.UPDATED: "02/30/2024"},
        ROW | {columns.DEACTIVATED: "x/y/z"},
    ],
)
def test_a_mixed_up_row_is_not_a_record(row):
    with pytest.raises(NotARecord):
        as_record(row)


def test_mixed_up_rows_are_skipped_and_counted(practice, tmp_path):
    said = load(csv_file(tmp_path, ROW | {columns.UPDATED: "yesterday"}, ROW))
    assert "1 records written, 1 rows skipped" in said


def test_a_row_that_is_too_short_is_read_as_far_as_it_goes(practice, tmp_path):
    path = tmp_path / "short.csv"
    path.write_bytes(text_of(header=(columns.NPI, *V2)) + f'"{NPI}"\n'.encode())
    load(path)
    assert RegistryRecord.objects.get().name == ""


@pytest.mark.parametrize("name", ["<UNAVAIL>", "  LAKEVIEW \x00 TMS  ", "X" * 400, "Müller é"])
def test_odd_cells_are_kept_as_text_that_fits(practice, tmp_path, name):
    load(csv_file(tmp_path, ROW | {columns.ORGANIZATION: name}))
    kept = RegistryRecord.objects.get().name
    assert len(kept) <= 200
    assert "UNAVAIL" not in kept
    assert "\0" not in kept


def test_the_later_of_two_rows_of_one_npi_counts(practice, tmp_path):
    load(csv_file(tmp_path, ROW, ROW | {columns.ORGANIZATION: "LATER"}))
    assert RegistryRecord.objects.get().name == "LATER"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column “NPI”"),
        (b"a,b\n1,2\n", "no column “NPI”"),
        (b"\x89PNG\r\n", "no column “NPI”"),
        (b"PK\x03\x04 cut off", "no column “NPI”"),
    ],
)
def test_a_file_that_is_not_from_the_registry_is_refused_with_a_reason(tmp_path, content, words):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        load(path)


def test_a_zip_without_the_main_file_or_with_a_damaged_one_says_so(practice, tmp_path):
    path = zip_file(tmp_path, *[ROW] * 500)
    damaged = bytearray(path.read_bytes())
    middle = damaged.index(b"npidata_pfile_20050523-20261108.csv", 200) + 300
    damaged[middle : middle + 20] = b"\xff" * 20
    path.write_bytes(bytes(damaged))
    with pytest.raises(CommandError, match="can’t be read"):
        load(path)
    assert not RegistryRecord.objects.exists()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(CommandError, match="no file named npidata_pfile"):
        load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="can’t be read"):
        load(tmp_path / "nothing.csv")


def test_the_day_is_the_given_one_or_that_of_the_name_or_today(practice, tmp_path):
    assert "as of 2026-10-01" in load(csv_file(tmp_path, ROW), "--as-of", "2026-10-01")
    assert "as of 2026-11-08" in load(csv_file(tmp_path, ROW))


def test_our_column_names_are_those_of_the_real_header():
    """The columns as the registry's own header file of March 2026 gives them."""
    lines = (Path(__file__).parent / "nppes_header.csv").read_text().splitlines()
    header = next(csv.reader(lines))
    assert len(header) == 330
    assert set(columns.MAIN_COLUMNS) <= set(header)
    assert columns.TAXONOMY.format(n=15) in header
    assert columns.IS_PRIMARY.format(n=15) in header
