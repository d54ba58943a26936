"""A plain field stands in the source once: in the model, its migrations and its definition. Adding one takes
four files; what has no definition is nowhere."""

import re
from functools import cache
from pathlib import Path

import pytest

from providers.fields.definitions import FIELD_BY_NAME, FIELDS
from providers.fields.kinds import Plain
from providers.models import Location
from tests.providers.fields.changed_copy import ChangedCopy
from tests.template_database import REPOSITORY

NAME = "wait_weeks"  # a real field, with words of its own for patients
SOURCE = (
    "accounts",
    "content",
    "directory",
    "listings",
    "mail",
    "places",
    "providers",
    "reviews",
    "templates",
)
KNOWS_ITS_NAME = {
    "providers/models/location.py",
    "providers/fields/definitions.py",
    "providers/migrations/0001_initial.py",
    "listings/migrations/0001_initial.py",  # history has the column too
}
PLAIN_FIELDS = [field.name for field in FIELDS if isinstance(field.kind, Plain)]
_ADDRESS = "The address is printed, geocoded and compared as a whole, and links and titles name the place."
_POINT = "Searches measure from the point; the geocoder and the map read it."
_PHONE = "A number is a link to call, and claims and the registry compare it."
_AGES = "Both limits are told in one sentence, as are those of a device's clearance."
# Field -> why other modules name it.
NAMED_ELSEWHERE = {
    "name": "What a location is called, in titles, links and mails.",
    "street": _ADDRESS,
    "street_detail": _ADDRESS,
    "city": _ADDRESS,
    "state": _ADDRESS,
    "postal_code": _ADDRESS,
    "latitude": _POINT,
    "longitude": _POINT,
    "is_approximate": _POINT,
    "time_zone": "Opening hours are read in it.",
    "phone": _PHONE,
    "phone_extension": _PHONE,
    "website": "A counted link, the location's own or the practice's; claims compare its domain.",
    "npi": "It is the practice's, and the registry and claims know practices by it.",
    "accepting_new_patients": "Structured data has a property for it, and the page marks it if not known.",
    "age_min": _AGES,
    "age_max": _AGES,
    "email": "A clinic that nobody keeps is invited there, once.",
    "about": "Paragraphs in a part of the page of their own.",
}

COLUMN = """    parking_spaces = models.PositiveSmallIntegerField(null=True, blank=True)
"""
ROW = """    Field(
        "parking_spaces",
        Number(0, 500, phrase=lambda number: words.count(number, "parking space"), choices=(5, 50)),
        "Parking",
        _ACCESS,
        clinic_label="Parking spaces",
        help="Empty if you can’t say.",
        sensitivity=Sensitivity("parking"),
        gaps=(Gap("Patients can’t see whether they can park."),),
        page=OnPage(PageBlock.VISIT),
        on_card=True,
        filter=FieldFilter(phrase="with at most {}"),
        order=SortOrder("parking", "Least parking", "least parking first"),
    ),
"""


def add_field(project: ChangedCopy) -> None:
    """The steps that CONTRIBUTING lists."""
    project.put("providers/models/location.py", COLUMN, before="    terms = models.ManyToManyField")
    project.put("providers/fields/definitions.py", ROW, before='    Field(\n        "photos",')
    project.put("providers/fields/definitions.py", "    SortOrder,\n", before="    PageBlock,\n")
    project.make_migrations()


def remove_definition(project: ChangedCopy, name: str) -> None:
    path = "providers/fields/definitions.py"
    content = project.read(path)
    row = re.search(rf'    Field\(\n        "{name}",\n.*?\n    \),\n', content, re.DOTALL)
    assert row is not None
    project.write(path, content.replace(row[0], ""))


@cache
def source_texts() -> dict[str, str]:
    """Path in the repository -> text of the file."""
    return {
        str(file.relative_to(REPOSITORY)): file.read_text(encoding="utf-8")
        for folder in SOURCE
        for file in (REPOSITORY / folder).rglob("*")
        if file.suffix in {".py", ".html", ".js"}
    }


def files_with(pattern: str) -> set[str]:
    expression = re.compile(pattern)
    return {path for path, text in source_texts().items() if expression.search(text)}


def without_migrations(paths: set[str]) -> set[str]:
    """A field's migrations can be any."""
    return {path for path in paths if "/migrations/" not in path}


@pytest.mark.parametrize("name", [name for name in PLAIN_FIELDS if name not in NAMED_ELSEWHERE])
def test_the_name_of_a_field_is_in_model_migrations_and_definition_alone(name):
    found = files_with(rf"\b{name}\b")
    assert without_migrations(found) == without_migrations(KNOWS_ITS_NAME)
    assert any("/migrations/" in path for path in found)


@pytest.mark.parametrize("name", NAMED_ELSEWHERE)
def test_every_exception_is_needed(name):
    assert name in PLAIN_FIELDS
    assert without_migrations(files_with(rf"\b{name}\b")) - KNOWS_ITS_NAME


def test_the_field_that_is_removed_below_is_in_four_files():
    assert files_with(rf"\b{NAME}\b") == KNOWS_ITS_NAME
    assert NAME in set(PLAIN_FIELDS) - set(NAMED_ELSEWHERE)


@pytest.mark.parametrize("field", [field for field in FIELDS if field.follows or field.beside])
def test_what_a_field_completes_is_a_field(field):
    assert (field.follows or field.beside) in FIELD_BY_NAME


def test_every_column_of_a_definition_is_one_of_the_location():
    columns = {column.name for column in Location._meta.concrete_fields}
    assert {NAME, "email", "about"} <= columns & set(FIELD_BY_NAME)


def test_a_new_plain_field_is_everywhere_without_any_other_change(tmp_path: Path):
    project = ChangedCopy.make(tmp_path / "project", "field")
    add_field(project)
    changed = project.changed_files()
    assert {file for file in changed if "/migrations/" not in file} == {
        "providers/fields/definitions.py",
        "providers/models/location.py",
    }
    assert len(changed) <= 5, changed
    project.test("tests/providers/fields/probes/new_field.py")


def test_a_field_without_a_definition_is_nowhere(tmp_path: Path):
    project = ChangedCopy.make(tmp_path / "project", "field")
    remove_definition(project, NAME)
    assert project.changed_files() == {"providers/fields/definitions.py"}
    project.test("tests/providers/fields/probes/removed_field.py")
