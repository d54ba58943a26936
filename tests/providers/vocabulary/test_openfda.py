"""Comparing a downloaded openFDA export with the shipped clearances."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def row(number, code, day="2027-02-03", applicant="Neuronetics", device="NeuroStar"):
    return {
        "k_number": number,
        "product_code": code,
        "decision_date": day,
        "applicant": applicant,
        "device_name": device,
    }


EXPORT = {
    "meta": {"results": {"total": 6}},
    "results": [
        row("K270002", "QCI"),
        row("K270001", "OBP", day="2027-01-02"),
        row("K222171", "QCI", day="2023-01-13"),  # known, with the same day
        row("K150641", "OBP", day="2015-07-29"),  # known, its day is not
        row("K230358", "OKP", day="2023-05-16"),  # known: a code beside the two
        row("K270003", "OKP", device="A migraine device"),
        row("K270004", "ABC", device="A hip"),
    ],
}


def run(path) -> str:
    out = StringIO()
    call_command("compare_clearances", str(path), stdout=out)
    return out.getvalue()


def test_new_numbers_of_the_known_product_codes_are_listed_for_a_person(tmp_path):
    path = tmp_path / "510k.json"
    path.write_text(json.dumps(EXPORT))
    assert run(path) == (
        "Product codes: OBP, OKP, QCI.\n"
        "New numbers: 3. Read each decision before you add a row.\n"
        "  K270001\t2027-01-02\tOBP\tNeuronetics\tNeuroStar\n"
        "  K270002\t2027-02-03\tQCI\tNeuronetics\tNeuroStar\n"
        "  K270003\t2027-02-03\tOKP\tNeuronetics\tA migraine device\n"
        "Other or fuller dates than in clearances.csv:\n"
        "  K150641: 2015-07-29; we have 2015\n"
    )


def test_the_zip_file_that_openfda_offers_is_read_too(tmp_path):
    path = tmp_path / "device-510k-0001-of-0001.json.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("device-510k-0001-of-0001.json", json.dumps(EXPORT))
    assert "K270001" in run(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "no openFDA export"),
        ("[]", "no openFDA export"),
        ('{"error": {"code": "NOT_FOUND"}}', "no openFDA export"),
        ('{"results": [{"pma_number": "P1"}]}', "no openFDA export"),
    ],
)
def test_another_file_is_refused(tmp_path, content, message):
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=message):
        run(path)


def test_a_missing_file_is_explained(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nothing.json")
