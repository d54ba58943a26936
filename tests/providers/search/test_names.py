"""Names are found by their beginnings, and by what resembles them only where nothing begins so."""

import pytest

from providers.search.criteria import SearchCriteria
from tests.providers.search.listings import TODAY, Listing, index_of

NAMES = {
    1: "Lakeview TMS & Psychotherapy",
    2: "Smith Center Jane Johnson",
    3: "Smithson Clinic",
    4: "Núñez Psychiatry",
    5: "O'Fallon Minds",
    6: "",
    7: "Linh Do",
    8: "MD Clinic by Drake",
}
INDEX = index_of([Listing(id, 41.9, -87.6, name=name) for id, name in NAMES.items()])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("lakeview", {1}),
        ("LAKE", {1}),
        ("smith", {2, 3}),
        ("smithson", {3}),
        ("smiht", {2}),
        ("jonson", {2}),
        ("psych", {1, 4}),
        ("nunez", {4}),
        ("nuñes", {4}),
        ("ofallon", {5}),
        ("jane smith", {2}),
        ("smith jane", {2}),
        ("smith lakeview", set()),
        ("xyz", set()),
        ("qwertyuiop", set()),
        ("Dr. Johnson", {2}),
        ("Jane Johnson MD", {2}),
        ("doctor jane johnson, M.D., Ph.D.", {2}),
        ("Jane Johnson PMHNP-BC", {2}),
        ("Jane Johnson, PA-C", {2}),
        ("Dr. Xyz", set()),
        ("dr do", {7}),
        ("MD", {8}),
        ("dr", {8}),
        ("&", {1, 2, 3, 4, 5, 6, 7, 8}),
    ],
)
def test_a_name_is_found(asked, found):
    result = INDEX.search(SearchCriteria(name=asked), None, today=TODAY)
    assert {hit.id for hit in result.hits} == found


def test_a_name_that_only_a_removed_location_had_does_not_hide_similar_ones():
    everyone = [Listing(1, 41.9, -87.6, name="Smiht"), Listing(2, 41.9, -87.6, name="Smith")]
    asked = SearchCriteria(name="smiht")
    assert [h.id for h in index_of(everyone).search(asked, None, today=TODAY).hits] == [1]
    gone = index_of(everyone, gone=frozenset({1}))
    assert [h.id for h in gone.search(asked, None, today=TODAY).hits] == [2]
