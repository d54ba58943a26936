"""Loading the vocabularies: again and again, writing only what differs and removing nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from providers.management.commands import load_vocabulary as command
from providers.models import Clearance, LocationTerm, Term
from providers.vocabulary.clearance_file import CLEARANCES_FILE, read_clearances
from providers.vocabulary.files import TERMS_FILE, VocabularyFileError, read_terms
from providers.vocabulary.loader import load_vocabulary
from tests.factories import make_clearance, make_location, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_loaded_yet(db: None) -> None:
    Clearance.objects.all().delete()
    Term.objects.all().delete()


def edited_terms(tmp_path: Path, edit) -> Path:
    """A copy of the shipped terms after `edit` has changed its content."""
    content = json.loads(TERMS_FILE.read_text())
    edit(content)
    path = tmp_path / TERMS_FILE.name
    path.write_text(json.dumps(content))
    return path


def edited_clearances(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the shipped clearances with one text replaced."""
    text = CLEARANCES_FILE.read_text()
    assert text.count(old) == 1
    path = tmp_path / CLEARANCES_FILE.name
    path.write_text(text.replace(old, new))
    return path


def test_everything_in_the_files_is_loaded():
    terms, clearances = load_vocabulary()
    assert len(terms.added) == len(read_terms()) == Term.objects.count()
    assert len(clearances.added) == len(read_clearances()) == Clearance.objects.count()
    ocd = Term.objects.get(vocabulary="condition", slug="ocd")
    assert (ocd.label, ocd.position) == ("OCD", 3)
    fact = Clearance.objects.get(number="K231926")
    assert (fact.device.slug, fact.condition.slug, fact.decision_date) == (
        "neurostar",
        "mdd-15-21",
        "2024-03-22",
    )
    assert (fact.age_min, fact.age_max, fact.is_verified) == (15, 21, True)
    assert fact.is_adjunct


@pytest.mark.django_db(transaction=True)
def test_loading_again_writes_nothing():
    load_vocabulary()
    before = set(Term.objects.values_list("pk", "changed_in"))
    terms, clearances = load_vocabulary()
    assert (terms.added, terms.changed, terms.unchanged) == ([], [], len(before))
    assert (clearances.added, clearances.changed) == ([], [])
    assert set(Term.objects.values_list("pk", "changed_in")) == before


def test_a_load_with_nothing_to_do_asks_for_little(django_assert_max_num_queries):
    load_vocabulary()
    with django_assert_max_num_queries(6):
        load_vocabulary()


@pytest.mark.django_db(transaction=True)
def test_only_a_term_that_changed_is_written_and_keeps_its_id(tmp_path):
    load_vocabulary()
    before = dict(Term.objects.values_list("pk", "changed_in"))
    ocd = Term.objects.get(vocabulary="condition", slug="ocd")

    def relabel(content):
        content["condition"][3]["label"] = "Obsessive-compulsive disorder"

    terms, _ = load_vocabulary(edited_terms(tmp_path, relabel))
    assert terms.changed == ["condition/ocd"]
    after = dict(Term.objects.values_list("pk", "changed_in"))
    assert {pk for pk in after if after[pk] != before[pk]} == {ocd.pk}
    assert Term.objects.get(pk=ocd.pk).label == "Obsessive-compulsive disorder"


def test_a_term_that_left_the_file_stays(tmp_path):
    load_vocabulary()
    location = make_location(terms=["condition/tinnitus"])
    path = edited_terms(tmp_path, lambda content: content["condition"].pop(16))
    terms, _ = load_vocabulary(path)
    assert terms.left == ["condition/tinnitus"]
    assert LocationTerm.objects.filter(location=location, term__slug="tinnitus").exists()


def test_an_operators_own_terms_and_facts_stay():
    own = make_term("therapy/music", label="Music therapy")
    load_vocabulary()
    fact = make_clearance("nexstim", "mdd", decision_date="2031", number="K311902")
    terms, clearances = load_vocabulary()
    assert terms.left == ["therapy/music"]
    assert len(clearances.left) == 1
    assert Term.objects.filter(pk=own.pk, label="Music therapy").exists()
    assert Clearance.objects.filter(pk=fact.pk).exists()


def test_a_corrected_date_is_updated_in_place(tmp_path):
    load_vocabulary()
    pk = Clearance.objects.get(number="K222171").pk
    path = edited_clearances(tmp_path, "2023-01-13,K222171", "2023-01-14,K222171")
    _, clearances = load_vocabulary(clearances_file=path)
    assert clearances.changed == ["magstim-horizon for ocd, K222171"]
    assert clearances.left == []
    assert Clearance.objects.get(number="K222171").pk == pk
    assert Clearance.objects.get(pk=pk).decision_date == "2023-01-14"


def test_a_fact_about_an_unknown_term_loads_nothing(tmp_path):
    path = edited_clearances(tmp_path, "neurostar,mdd,,,de_novo", "neurostar,mddd,,,de_novo")
    with pytest.raises(VocabularyFileError, match="mddd"):
        load_vocabulary(clearances_file=path)
    assert not Term.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_readers_are_not_held_up_by_a_load():
    load_vocabulary()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE providers_term, providers_clearance IN SHARE ROW EXCLUSIVE MODE")
            assert Term.objects.count() == len(read_terms())
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def say() -> str:
    out = StringIO()
    call_command("load_vocabulary", stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_did():
    total, facts = len(read_terms()), len(read_clearances())
    assert say() == (
        f"Terms: {total} added, 0 changed, 0 as they were.\n"
        f"Clearances: {facts} added, 0 changed, 0 as they were.\n"
    )
    Term.objects.filter(slug="ocd").update(label="Something else")
    make_term("therapy/music")
    assert say() == (
        f"Terms: 0 added, 1 changed, {total - 1} as they were.\n"
        "  changed: condition/ocd\n"
        "  not in the file, left as it is: therapy/music\n"
        f"Clearances: 0 added, 0 changed, {facts} as they were.\n"
    )


def test_the_command_explains_a_broken_file(monkeypatch):
    def broken() -> None:
        raise VocabularyFileError("terms.json cannot be read: it is empty")

    monkeypatch.setattr(command, "load_vocabulary", broken)
    with pytest.raises(CommandError, match=r"terms\.json cannot be read"):
        say()
