"""The index against the oracle: same set, same order, same totals, same facet counts."""

from datetime import timedelta

import pytest
from geopy.distance import great_circle
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.models import Delivery, Timing
from providers.search.criteria import ANY, SORTS, Area, Point, ProgramCriterion, SearchCriteria, Sort
from tests.providers.search import oracle
from tests.providers.search.listings import SLUGS, TODAY, Listing, index_of

PAGE_SIZE = 5
ANCHORS = {
    "Chicago": (41.88, -87.63),
    "Guam": (13.44, 144.79),
    "Adak, in the Aleutians": (51.88, -176.65),
    "Attu, across the antimeridian": (52.9, 172.9),
    "the antimeridian from the west": (52.0, 179.99),
    "the antimeridian from the east": (52.0, -179.99),
    "the antimeridian itself": (52.0, 180.0),
    "the north pole": (90.0, 0.0),
    "near the north pole": (89.9, 120.0),
    "the south pole": (-90.0, 45.0),
    "the origin": (0.0, 0.0),
}
RADII = (5.0, 10.0, 25.0, 50.0, 100.0, 250.0, None, 0.001, 7.3)
NAMES = (
    "Lakeview TMS & Psychotherapy",
    "Smith Center",
    "Dr. Smythe, Ana Ruiz PhD",
    "Psychiatrie Núñez",
    "TMS",
    "",
)

points = st.builds(
    lambda anchor, north, east: Point(
        max(-90.0, min(90.0, anchor[0] + north)), (anchor[1] + east + 540.0) % 360.0 - 180.0
    ),
    st.sampled_from(list(ANCHORS.values())),
    st.sampled_from([0.0, 0.0, 0.05, -0.2, 1.5, 10.0]) | st.floats(-1, 1),
    st.sampled_from([0.0, 0.0, 0.05, -0.2, 1.5, 170.0]) | st.floats(-1, 1),
)
terms = st.frozensets(
    st.sampled_from([(vocabulary.value, slug) for vocabulary, slugs in SLUGS.items() for slug in slugs]),
    max_size=14,
)
programs = st.frozensets(
    st.tuples(
        st.sampled_from(SLUGS["therapy"]),
        st.sampled_from(Timing.values[:3]),
        st.sampled_from(Delivery.values[:2]),
    ),
    max_size=3,
)


@st.composite
def listings(draw: st.DrawFn, id: int, point: Point | None = None) -> Listing:
    point = point or draw(points)
    count = draw(st.sampled_from([0, 0, 1, 4, 5, 7, 300]))
    age = draw(st.sampled_from([None, 0, 1, 89, 90, 119, 120, 400]))
    return Listing(
        id=id,
        latitude=point.latitude,
        longitude=point.longitude,
        terms=draw(terms),
        programs=draw(programs),
        confirmed_on=None if age is None else TODAY - timedelta(days=age),
        rating_count=count,
        rating_hundredths=draw(st.integers(100, 500)) if count else 0,
        state=draw(st.sampled_from(["IL", "GU", "AK"])),
        county=draw(st.integers(0, 4)),
        accepting=draw(st.booleans()),
        wait_weeks=draw(st.sampled_from([None, None, 0, 1, 2, 3, 9])),
        name=draw(st.sampled_from(NAMES)),
    )


@st.composite
def sites(draw: st.DrawFn) -> tuple[list[Listing], list[Listing], frozenset[int]]:
    """A base segment, a recent one (new listings and changed, perhaps moved, ones) and removed ids."""
    count = draw(st.integers(0, 14))
    ids = draw(st.permutations(range(1, count + 1)))
    base = [draw(listings(id)) for id in ids]
    changed = draw(st.lists(st.integers(1, count + 4), unique=True, max_size=6))
    recent = [draw(listings(id)) for id in changed]
    gone = frozenset(draw(st.lists(st.sampled_from(range(1, count + 1)), max_size=4)) if count else [])
    return base, recent, gone - set(changed)


def selections(vocabulary: str) -> st.SearchStrategy:
    slugs = SLUGS[vocabulary]
    return st.just(()) | st.lists(st.sampled_from(slugs), unique=True, max_size=2).map(tuple)


criteria = st.builds(
    SearchCriteria.asking,
    radius=st.sampled_from(RADII),
    program=st.lists(
        st.builds(
            ProgramCriterion,
            st.sampled_from([ANY, *SLUGS["therapy"]]),
            st.sampled_from([ANY, *Timing.values[:3]]),
            st.sampled_from([ANY, *Delivery.values[:2]]),
        ),
        max_size=2,
        unique=True,
    ).map(tuple),
    accepting=st.booleans(),
    fresh=st.booleans(),
    include_unconfirmed=st.booleans(),
    name=st.sampled_from(
        [
            *("", "", "", "lakeview", "smiht", "tms", "ruiz ana", "nunez", "zzzz", "!!"),
            *("Dr. Smythe", "Ana Ruiz, Ph.D.", "doctor nunez md", "phd", "Dr.", "dr do", "smythe pa-c"),
        ]
    ),
    first_visit=st.sampled_from([(), (), ("2",), ("1", "4")]),
    sort=st.sampled_from([None, *SORTS]),
    page=st.integers(1, 4),
    **{vocabulary.value: selections(vocabulary) for vocabulary in SLUGS},
)
areas = st.builds(Area, points, state=st.sampled_from(["GU", "WY", "IL"])) | st.builds(
    Area, points, counties=st.lists(st.integers(1, 4), min_size=1, unique=True).map(tuple)
)
wheres = points | points | areas | st.none()


def agree(base, recent, gone, asked, where) -> None:
    """Assert that the index and the oracle give the same answer."""
    replaced = gone | {listing.id for listing in recent}
    current = [listing for listing in base if listing.id not in replaced] + recent
    expected = oracle.search(current, asked, where, TODAY, PAGE_SIZE)
    result = index_of(base, recent, gone).search(asked, where, today=TODAY, page_size=PAGE_SIZE)
    assert [hit.id for hit in result.hits] == [id for id, _ in expected["hits"]]
    for hit, (_, miles) in zip(result.hits, expected["hits"], strict=True):
        assert hit.miles == pytest.approx(miles, abs=2e-6)
    assert result.total == expected["total"]
    assert result.inside == expected["inside"]
    assert result.unconfirmed == expected["unconfirmed"]
    assert result.facets == expected["facets"]


@given(site=sites(), asked=criteria, where=wheres)
def test_the_index_agrees_with_the_oracle(site, asked, where):
    agree(*site, asked, where)


@given(site=sites(), asked=criteria, data=st.data())
def test_the_index_agrees_with_the_oracle_around_one_of_the_listings(site, asked, data):
    base, recent, _ = site
    everyone = base + recent
    centre = data.draw(st.sampled_from(everyone)) if everyone else Listing(0, 0.0, 0.0)
    agree(*site, asked, Point(centre.latitude, centre.longitude))


@pytest.mark.parametrize("anchor", ANCHORS.values(), ids=ANCHORS.keys())
@pytest.mark.parametrize("radius", [5.0, 25.0, 250.0])
@settings(max_examples=20)
@given(bearings=st.lists(st.floats(0, 360), min_size=1, max_size=8), data=st.data())
def test_the_edge_of_a_radius_is_exact_to_a_few_millimetres(anchor, radius, bearings, data):
    """Places a hair inside, on and outside the circle: float32 alone could not tell them apart."""
    where = Point(*anchor)
    hairs = st.sampled_from([-3e-3, -2e-5, 0.0, 2e-5, 3e-3])
    everyone = []
    for id, bearing in enumerate(bearings, start=1):
        away = (radius + data.draw(hairs)) * oracle.KILOMETERS_PER_MILE
        at = great_circle(kilometers=away).destination(anchor, bearing)
        everyone.append(Listing(id, at.latitude, at.longitude))
    agree(everyone, [], frozenset(), SearchCriteria(radius=radius), where)


@pytest.mark.parametrize(
    ("where", "order"),
    [
        (Point(41.9, -87.6), [3, 4, 2, 1]),
        (Area(Point(42.05, -87.6), state="IL"), [2, 1, 4, 3]),
        (None, [2, 4, 1, 3]),
    ],
)
def test_equal_scores_are_ordered_by_distance_then_by_freshness(where, order):
    everyone = [
        Listing(1, 42.0, -87.6, confirmed_on=TODAY - timedelta(days=9)),
        Listing(2, 42.0, -87.6),
        Listing(3, 41.9, -87.6, confirmed_on=TODAY - timedelta(days=30)),
        Listing(4, 41.95, -87.6, confirmed_on=TODAY - timedelta(days=1)),
    ]
    index = index_of(everyone[:2], everyone[2:])
    result = index.search(SearchCriteria(sort=Sort.SCORE), where, today=TODAY, page_size=PAGE_SIZE)
    assert [hit.id for hit in result.hits] == order


@given(
    count=st.integers(1, 40),
    page_size=st.integers(1, 7),
    order=st.sampled_from([None, *Sort]),
    data=st.data(),
)
def test_pages_never_repeat_or_lose_a_listing(count, page_size, order, data):
    """Many identical places, scores and days: the id alone keeps the order."""
    everyone = [
        Listing(id, 41.9, -87.6 + data.draw(st.sampled_from([0.0, 0.0, 0.01])))
        for id in data.draw(st.permutations(range(1, count + 1)))
    ]
    index = index_of(everyone[::2], everyone[1::2])
    seen = []
    for page in range(1, -(-count // page_size) + 2):
        asked = SearchCriteria(sort=order, page=page)
        result = index.search(asked, Point(41.9, -87.6), today=TODAY, page_size=page_size)
        assert result.total == count
        seen += [hit.id for hit in result.hits]
    assert len(seen) == count
    assert set(seen) == set(range(1, count + 1))
