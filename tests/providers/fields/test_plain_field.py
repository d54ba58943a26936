"""A plain field stands in the source once: in the model, its migrations and its definition. Adding one takes
four files; what has no definition is nowhere."""

import re
from pathlib import Path

import pytest

from providers.fields.definitions import FIELD_BY_NAME, FIELDS
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


def test_the_name_of_a_field_is_in_model_migrations_and_definition_alone():
    word = re.compile(rf"\b{NAME}\b")
    found = {
        str(file.relative_to(REPOSITORY))
        for folder in SOURCE
        for file in (REPOSITORY / folder).rglob("*")
        if file.suffix in {".py", ".html", ".js"} and word.search(file.read_text(encoding="utf-8"))
    }
    assert found == KNOWS_ITS_NAME


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
