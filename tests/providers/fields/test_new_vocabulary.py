"""A new filter vocabulary takes four files, and is then in filter, facet, summary, card, page, editor,
preview, history, spreadsheet, API and on pages of its own."""

import json
from pathlib import Path

from tests.providers.fields.changed_copy import ChangedCopy

MEMBER = """    SENSORY = "sensory", "Sensory comfort"
"""
ROW = """    Field(
        "sensory",
        VocabularyTerms(Vocabulary.SENSORY),
        Vocabulary.SENSORY.label,
        _ACCESS,
        gaps=(Gap("Patients can’t see how calm your rooms are."),),
        page=OnPage(PageBlock.PRACTICAL),
        on_card=True,
        filter=FieldFilter(),
    ),
"""
TERMS = [
    {"slug": "dim-light", "label": "Dim light", "explanation": "Lamps that can be turned down."},
    {"slug": "weighted-blanket", "label": "Weighted blanket", "explanation": ""},
]


def add_vocabulary(project: ChangedCopy) -> None:
    """The steps that CONTRIBUTING lists."""
    project.put("providers/models/vocabulary.py", MEMBER, before='    CREDENTIAL = "credential"')
    project.put("providers/fields/definitions.py", ROW, before='    Field(\n        "photos",')
    terms = "providers/vocabulary/data/terms.json"
    project.write(terms, json.dumps({**json.loads(project.read(terms)), "sensory": TERMS}))
    project.make_migrations()


def test_a_new_vocabulary_is_everywhere_without_any_other_change(tmp_path: Path):
    project = ChangedCopy.make(tmp_path / "project", "vocabulary")
    add_vocabulary(project)
    changed = project.changed_files()
    assert {file for file in changed if "/migrations/" not in file} == {
        "providers/fields/definitions.py",
        "providers/models/vocabulary.py",
        "providers/vocabulary/data/terms.json",
    }
    assert len(changed) <= 5, changed
    project.test("tests/providers/fields/probes/new_vocabulary.py")
