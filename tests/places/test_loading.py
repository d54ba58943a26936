"""Loading the gazetteer, and loading it again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places import files
from places.loading import load_places
from places.models import GazetteerLoad, Place


def ids():
    return dict(Place.objects.values_list("code", "id"))


@pytest.fixture
def another_gazetteer(gazetteer):
    """The table as an earlier release might have left it."""
    GazetteerLoad.objects.update(checksum="of an earlier release")


def test_all_places_are_loaded(gazetteer):
    kinds = {kind: Place.objects.filter(kind=kind).count() for kind in Place.Kind.values}
    assert kinds == {"zip": 33_791, "city": 21_783, "state": 56}


def test_loading_again_asks_for_little_and_writes_nothing(gazetteer):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        result = load_places()
    assert (result.places, result.written, result.deleted) == (55_630, 0, 0)
    assert not any(query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "COPY")) for query in queries)


def test_a_new_gazetteer_keeps_the_ids_of_the_places_that_stay(another_gazetteer):
    before = ids()
    result = load_places()
    assert (result.written, result.deleted) == (0, 0)
    assert ids() == before


def test_changed_missing_and_surplus_places_are_put_right(another_gazetteer):
    before = ids()
    Place.objects.filter(label="Chicago, IL").update(population=1, name="Changed")
    Place.objects.filter(code="60614").delete()
    Place.objects.create(
        kind="city",
        code="surplus",
        name="Surplus",
        label="Surplus, IL",
        folded="surplus",
        state="IL",
        slug="surplus",
        latitude=41,
        longitude=-87,
        time_zone="America/Chicago",
    )
    result = load_places()
    assert (result.written, result.deleted) == (2, 1)
    chicago = Place.objects.get(label="Chicago, IL")
    assert (chicago.name, chicago.id) == ("Chicago", before[chicago.code])
    assert Place.objects.filter(code="60614").exists()
    assert not Place.objects.filter(code="surplus").exists()


def test_two_cities_can_swap_their_addresses(another_gazetteer):
    one, other = (Place.objects.get(kind="city", state="FL", slug=slug) for slug in ("midway", "midway-2"))
    Place.objects.filter(id=one.id).update(slug="for a moment")
    Place.objects.filter(id=other.id).update(slug="midway")
    Place.objects.filter(id=one.id).update(slug="midway-2")
    load_places()
    assert Place.objects.get(id=one.id).slug == "midway"
    assert Place.objects.get(id=other.id).slug == "midway-2"


def test_a_table_emptied_behind_the_loaders_back_is_filled_again(gazetteer):
    Place.objects.filter(kind="state").delete()
    assert load_places().written == 56


def test_the_command_says_what_it_does(gazetteer):
    output = StringIO()
    call_command("load_places", stdout=output)
    assert output.getvalue() == "55,630 places are loaded already.\n"
    GazetteerLoad.objects.update(checksum="of an earlier release")
    output = StringIO()
    call_command("load_places", stdout=output)
    assert output.getvalue().splitlines()[-1] == "55,630 places: 0 written, 0 removed."


def test_the_command_can_be_told_to_say_nothing(gazetteer):
    output = StringIO()
    call_command("load_places", stdout=output, verbosity=0)
    assert output.getvalue() == ""


def test_a_missing_file_is_one_clear_sentence(db, monkeypatch, tmp_path):
    monkeypatch.setattr(files, "ZIPS", tmp_path / "zips.csv.gz")
    with pytest.raises(CommandError, match=r"zips\.csv\.gz can't be read"):
        call_command("load_places")
