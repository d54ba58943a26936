"""Small files in the format of the national registry."""

import csv
import io
import zipfile
from pathlib import Path

from listings.registry import columns
from providers.npi import npi_with_check_digit

NPI = npi_with_check_digit("123456789")
# Columns that we don't read stand between the others, as in the real file: counting columns would fail.
OTHERS = ("Replacement NPI", "Provider Middle Name", "Provider Enumeration Date")
V1 = (*columns.MAIN_COLUMNS[:5], "Provider Gender Code", *OTHERS, *columns.MAIN_COLUMNS[5:])
V2 = ("Provider Sex Code", *OTHERS, *reversed(columns.MAIN_COLUMNS))
ROW = {
    columns.NPI: NPI,
    columns.KIND: "2",
    columns.ORGANIZATION: "LAKEVIEW TMS, LLC",
    columns.OTHER_NAME: "LAKEVIEW THERAPY",
    columns.STREET: "1 MAIN ST",
    columns.STREET_DETAIL: "STE 210",
    columns.CITY: "CHICAGO",
    columns.STATE: "IL",
    columns.ZIP: "606021234",
    columns.PHONE: "3125550123",
    columns.UPDATED: "03/05/2024",
    columns.TAXONOMY.format(n=1): "261QM0801X",
}


def text_of(*rows: dict[str, str], header: tuple[str, ...] = V2) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written, quoting=csv.QUOTE_ALL)
    lines.writerow(header)
    for row in rows:
        lines.writerow([row.get(name, "") for name in header])
    return written.getvalue().encode()


def csv_file(
    folder: Path, *rows: dict[str, str], name: str = "npidata_pfile_20050523-20261108.csv", **options
):
    path = folder / name
    path.write_bytes(text_of(*rows, **options))
    return path


def zip_file(folder: Path, *rows: dict[str, str], **options) -> Path:
    """The monthly ZIP: the header, other files, and the main one."""
    path = folder / "NPPES_Data_Dissemination_November_2026_V2.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("npidata_pfile_20050523-20261108_fileheader.csv", text_of())
        archive.writestr("pl_pfile_20050523-20261108.csv", "NPI\n")
        archive.writestr("npidata_pfile_20050523-20261108.csv", text_of(*rows, **options))
    return path
