"""The shipped files hold what they say they hold."""

import hashlib
from zoneinfo import ZoneInfo

import pytest

from places import files
from places.building.corrections import CLEANER_NAMES, NEIGHBORHOODS, REPEATED_POPULATIONS
from places.nicknames import NICKNAMES
from places.rows import place_rows
from places.states import STATE_BY_CODE, TERRITORY_TIME_ZONES
from places.zips import SERVED_WITH, state_of_zip


@pytest.fixture(scope="module")
def zips():
    return {row["code"]: row for row in files.read_rows(files.ZIPS)}


@pytest.fixture(scope="module")
def cities():
    return list(files.read_rows(files.CITIES))


@pytest.fixture(scope="module")
def rows():
    return place_rows()


def test_there_are_33_791_zips_21_783_cities_and_all_states(zips, cities):
    assert len(zips) == 33_791
    assert len(cities) == 21_783
    assert {row["code"] for row in files.read_rows(files.STATES)} == set(STATE_BY_CODE)


def test_the_files_are_about_a_megabyte():
    sizes = [path.stat().st_size for path in (files.ZIPS, files.CITIES, files.STATES)]
    assert sum(sizes) < 1_000_000


def test_every_zip_is_in_the_state_of_its_prefix(zips):
    assert {code for code, row in zips.items() if state_of_zip(code) != row["state"]} == set()


def test_prefixes_that_borrow_points_have_none_and_lenders_have_some(zips):
    used = {code[:3] for code in zips}
    assert not used & set(SERVED_WITH)
    assert set(SERVED_WITH.values()) <= used


# Known from the Postal Service's own city names; the derived name must be the same.
@pytest.mark.parametrize(
    ("zip_code", "city"),
    [
        ("60614", "Chicago"),
        ("60628", "Chicago"),
        ("60302", "Oak Park"),
        ("60201", "Evanston"),
        ("10001", "New York City"),
        ("10025", "New York City"),
        ("10128", "New York City"),
        ("10701", "Yonkers"),
        ("11201", "Brooklyn"),
        ("10467", "The Bronx"),
        ("07302", "Jersey City"),
        ("90012", "Los Angeles"),
        ("90210", "Beverly Hills"),
        ("90401", "Santa Monica"),
        ("94110", "San Francisco"),
        ("94704", "Berkeley"),
        ("02116", "Boston"),
        ("02138", "Cambridge"),
        ("02143", "Somerville"),
        ("20001", "Washington"),
        ("22314", "Alexandria"),
        ("38104", "Memphis"),
        ("27607", "Raleigh"),
        ("55101", "Saint Paul"),
        ("55401", "Minneapolis"),
        ("66101", "Kansas City"),
        ("77095", "Houston"),
        ("78245", "San Antonio"),
        ("33139", "Miami Beach"),
        ("99501", "Anchorage"),
        ("96813", "Honolulu"),
    ],
)
def test_a_zip_is_named_after_its_city(zips, zip_code, city):
    assert zips[zip_code]["city"] == city


def test_zips_of_territories_are_named_after_the_territory(zips):
    for row in zips.values():
        if row["state"] in TERRITORY_TIME_ZONES:
            assert row["city"] == STATE_BY_CODE[row["state"]].name
            assert row["time_zone"] == TERRITORY_TIME_ZONES[row["state"]]


def test_every_time_zone_is_known_here(zips, cities):
    for name in {row["time_zone"] for row in [*zips.values(), *cities]}:
        assert ZoneInfo(name).key == name


def test_a_zip_has_the_time_zone_on_its_side_of_the_line(zips):
    assert zips["47601"]["time_zone"] == "America/Chicago"  # Boonville, southwestern Indiana
    assert zips["46204"]["time_zone"] == "America/Indiana/Indianapolis"
    assert zips["79901"]["time_zone"] == "America/Denver"  # El Paso, unlike the rest of Texas
    assert zips["85001"]["time_zone"] == "America/Phoenix" if "85001" in zips else True


def test_every_correction_and_nickname_is_about_a_city_that_is_there(cities):
    ids = {row["geoname_id"]: row for row in cities}
    for geoname_id, name in REPEATED_POPULATIONS.items():
        row = ids[str(geoname_id)]
        assert f"{row['name']}, {row['state']}" == name
        assert row["population"] == "0"
    for geoname_id, name in CLEANER_NAMES.items():
        assert ids[str(geoname_id)]["name"] == name
    names = {(row["name"], row["state"]) for row in cities}
    assert set(NICKNAMES) <= names
    assert names >= NEIGHBORHOODS


def test_addresses_of_cities_are_unique_and_readable(rows):
    addresses = [(row.state, row.slug) for row in rows if row.kind == "city"]
    assert len(set(addresses)) == len(addresses)
    assert all(slug.replace("-", "").isalnum() and slug.isascii() for _, slug in addresses)
    assert ("IL", "chicago") in addresses


def test_of_two_cities_with_one_name_the_larger_has_the_plain_address(rows):
    midways = {
        row.slug: row for row in rows if row.kind == "city" and row.state == "FL" and row.name == "Midway"
    }
    assert set(midways) == {"midway", "midway-2", "midway-3"}
    assert midways["midway"].population >= midways["midway-2"].population >= midways["midway-3"].population
    assert midways["midway"].label == "Midway, FL"
    assert midways["midway-2"].label == "Midway, FL (near Tallahassee)"


def test_the_zips_of_a_city_share_its_people(rows):
    people = sum(row.population for row in rows if row.kind == "zip" and row.near_city == "Chicago")
    (chicago,) = (row for row in rows if row.kind == "city" and row.label == "Chicago, IL")
    assert chicago.population - 100 < people <= chicago.population


def test_files_are_written_the_same_way_each_time(tmp_path):
    rows = [("60614", "Chicago"), ("60615", 'says "hello", twice')]
    first, second = tmp_path / "one.csv.gz", tmp_path / "two.csv.gz"
    for path in (first, second):
        files.write_rows(path, ("code", "city"), rows)
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    assert [tuple(row.values()) for row in files.read_rows(first)] == rows


def test_a_missing_or_damaged_file_is_named(tmp_path):
    with pytest.raises(files.GazetteerMissing, match=r"absent\.csv"):
        list(files.read_rows(tmp_path / "absent.csv"))
    damaged = tmp_path / "damaged.csv.gz"
    damaged.write_bytes(files.STATES.read_bytes())
    with pytest.raises(files.GazetteerMissing, match=r"damaged\.csv\.gz"):
        list(files.read_rows(damaged))
    cut_short = tmp_path / "cut.csv.gz"
    cut_short.write_bytes(files.ZIPS.read_bytes()[:1000])
    with pytest.raises(files.GazetteerMissing, match=r"cut\.csv\.gz"):
        list(files.read_rows(cut_short))
