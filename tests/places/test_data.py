"""The shipped files hold what they say they hold."""

import hashlib
import tomllib
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from places import files
from places.building.areas import BY_HAND
from places.building.corrections import CLEANER_NAMES, REPEATED_POPULATIONS, TIME_ZONES
from places.county_names import bare_county
from places.kinds import Kind
from places.states import STATE_BY_CODE
from places.zips import state_of_zip
from providers.search.matching import MAX_COUNTIES

SHIPPED = (
    files.ZIPS,
    files.TOWNS,
    files.AREAS,
    files.COUNTIES,
    files.STATES,
    files.MOVED,
    files.ABROAD,
)


@pytest.fixture(scope="module")
def places(committed_gazetteer):
    return [*committed_gazetteer.towns, *committed_gazetteer.areas]


def by_hand(name):
    return tomllib.loads((BY_HAND / f"{name}.toml").read_text())


def test_the_gazetteer_holds_all_zips_towns_counties_and_states(committed_gazetteer, places):
    assert len(committed_gazetteer.zip_columns.codes) == 41_195
    kinds = Counter(place.kind for place in places)
    assert kinds[Kind.CITY] > 36_000
    assert kinds[Kind.COUNTY] == 3_187
    assert kinds[Kind.REGION] > 1_000
    assert kinds[Kind.NEIGHBORHOOD] > 900
    assert set(committed_gazetteer.states) == set(STATE_BY_CODE)
    assert committed_gazetteer.counties == 3_235


def test_the_files_take_at_most_1_6_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED) < 1_600_000


def test_the_number_of_each_county_fits_into_the_column_of_the_search(committed_gazetteer):
    assert committed_gazetteer.counties < MAX_COUNTIES < 2**16


def test_every_zip_is_in_the_state_of_its_prefix(committed_gazetteer):
    assert [z.label for z in committed_gazetteer.zips if state_of_zip(z.code) != z.state] == []


def test_every_zip_has_a_town_and_a_county(committed_gazetteer):
    towns = (committed_gazetteer.town_of(z) for z in committed_gazetteer.zips)
    assert all(town is not None and town.slug for town in towns)
    assert all(z.near_city for z in committed_gazetteer.zips)
    assert committed_gazetteer.county_number_of_zip[60614] == committed_gazetteer.county_number["17031"]
    assert committed_gazetteer.county_number_of_zip[1] == 0


# As the Postal Service names them.
@pytest.mark.parametrize(
    ("zip_code", "label"),
    [
        ("07030", "07030 (Hoboken, NJ)"),
        ("11208", "11208 (Brooklyn, NY)"),
        ("60632", "60632 (Chicago, IL)"),
        ("10467", "10467 (Bronx, NY)"),
        ("10001", "10001 (New York, NY)"),
        ("11375", "11375 (Forest Hills, NY)"),
        ("90266", "90266 (Manhattan Beach, CA)"),
        ("90210", "90210 (Beverly Hills, CA)"),
        ("02138", "02138 (Cambridge, MA)"),
        ("22101", "22101 (McLean, VA)"),
        ("63105", "63105 (St. Louis, MO)"),
        ("00901", "00901 (San Juan, PR)"),
        ("96910", "96910 (Hagåtña, GU)"),
        ("80840", "80840 (USAF Academy, CO)"),
    ],
)
def test_a_zip_carries_the_name_of_its_town(committed_gazetteer, zip_code, label):
    assert committed_gazetteer.zip(zip_code).label == label


def test_connecticut_has_its_eight_old_counties(places):
    counties = sorted(p.name for p in places if p.kind == Kind.COUNTY and p.state == "CT")
    assert counties == [
        "Fairfield County",
        "Hartford County",
        "Litchfield County",
        "Middlesex County",
        "New Haven County",
        "New London County",
        "Tolland County",
        "Windham County",
    ]


def test_every_time_zone_is_known_here(committed_gazetteer, places):
    for name in {place.time_zone for place in (*committed_gazetteer.zips, *places)}:
        assert ZoneInfo(name).key == name


@pytest.mark.parametrize(
    ("zip_code", "zone"),
    [
        ("47601", "America/Chicago"),  # Boonville, southwestern Indiana
        ("46204", "America/Indiana/Indianapolis"),
        ("79901", "America/Denver"),  # El Paso, unlike the rest of Texas
        ("85001", "America/Phoenix"),
        ("86040", "America/Phoenix"),  # Page, beside the Navajo Nation
        ("32401", "America/Chicago"),  # Panama City, Florida's west
        ("00901", "America/Puerto_Rico"),
        ("99546", "America/Adak"),
    ],
)
def test_a_zip_has_the_time_zone_on_its_side_of_the_line(committed_gazetteer, zip_code, zone):
    assert committed_gazetteer.zip(zip_code).time_zone == zone


def test_every_correction_is_about_a_town_or_zip_that_is_there(committed_gazetteer):
    for code in TIME_ZONES:
        assert committed_gazetteer.zip(code) is not None
    for geoname_id, name in CLEANER_NAMES.items():
        town = committed_gazetteer.place_of("city", str(geoname_id))
        assert town is None or town.name == name
    known = [
        name
        for number, name in REPEATED_POPULATIONS.items()
        if (town := committed_gazetteer.place_of("city", str(number))) and town.population == 0
    ]
    assert len(known) > 20


def test_addresses_are_unique_and_readable(places):
    addresses = [(place.state, place.slug) for place in places if place.slug]
    assert len(set(addresses)) == len(addresses)
    assert all(slug.replace("-", "").isalnum() and slug.isascii() for _, slug in addresses)
    assert {("IL", "chicago"), ("IL", "cook-county"), ("NY", "brooklyn")} <= set(addresses)
    assert all(place.slug or not place.state for place in places)


def test_of_towns_with_one_name_the_largest_has_the_plain_address_and_the_others_their_county(places):
    midways = sorted(
        (p for p in places if (p.state, p.name) == ("FL", "Midway")), key=lambda place: -place.population
    )
    assert midways[0].slug == "midway"
    assert all(place.slug.endswith("-county") for place in midways[1:])
    assert len({place.label for place in midways}) == len(midways)


def test_every_county_of_a_region_written_by_hand_is_in_it(committed_gazetteer):
    """The build refuses a county that isn't there; the shipped file must be built from these."""
    for name, row in by_hand("regions").items():
        label = name if "states" in row else f"{name}, {row['state']}"
        found = next(place for place in committed_gazetteer.areas if place.label == label)
        numbers = committed_gazetteer.counties_of(found)
        shipped = {
            form
            for number in numbers
            for form in (
                committed_gazetteer.county_label(number),
                bare_county(committed_gazetteer.county_label(number).split(", ")[0])
                + ", "
                + committed_gazetteer.county_label(number).split(", ")[1],
            )
        }
        assert set(row.get("counties", ())) <= shipped, name
        assert row["why"]


def test_every_zip_of_a_neighborhood_is_in_its_state_and_near_the_others(committed_gazetteer):
    for group in by_hand("neighborhoods").values():
        state = group["city"].rsplit(", ", 1)[1]
        assert group["why"]
        for name, codes in group["zips"].items():
            found = [committed_gazetteer.zip(code) for code in codes.split()]
            assert all(place is not None and place.state == state for place in found), name
            spread = max(
                abs(one.latitude - other.latitude) + abs(one.longitude - other.longitude)
                for one in found
                for other in found
            )
            assert spread < 0.3, (name, spread)  # some fifteen miles


def test_every_zip_of_a_landmark_is_in_its_state(committed_gazetteer):
    across_a_line = {"89448", "89449", "89451", "42223"}  # Lake Tahoe's other side, Fort Campbell
    for group in by_hand("landmarks").values():
        assert group["why"]
        for names, codes in group["zips"].items():
            state = names.split(" / ")[0].rsplit(", ", 1)[1]
            for code in codes.split():
                place = committed_gazetteer.zip(code)
                assert place is not None, (names, code)
                assert place.state == state or code in across_a_line, (names, code)


def test_files_are_written_the_same_way_each_time(tmp_path):
    rows = [["60614", "Chicago"], ["60615", 'says "hello", twice']]
    first, second = tmp_path / "one.csv.xz", tmp_path / "two.csv.xz"
    for path in (first, second):
        files.write_rows(path, ("code", "city"), rows)
    assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    assert list(files.read_lists(first)) == rows


def test_a_missing_or_damaged_file_is_named(tmp_path):
    with pytest.raises(files.GazetteerMissing, match=r"absent\.csv"):
        list(files.read_lists(tmp_path / "absent.csv"))
    damaged = tmp_path / "damaged.csv.xz"
    damaged.write_bytes(files.STATES.read_bytes())
    with pytest.raises(files.GazetteerMissing, match=r"damaged\.csv\.xz"):
        list(files.read_lists(damaged))
    cut_short = tmp_path / "cut.csv.xz"
    cut_short.write_bytes(files.ZIPS.read_bytes()[:1000])
    with pytest.raises(files.GazetteerMissing, match=r"cut\.csv\.xz"):
        list(files.read_lists(cut_short))
