"""Travel: the straight line there and back, for each trip."""

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from content.planner.travel import travel
from providers.search.criteria import Point

latitudes, longitudes = st.floats(-80, 80), st.floats(-180, 180)


@given(latitudes, longitudes, latitudes, longitudes, st.integers(0, 60))
def test_it_is_twice_the_great_circle_for_each_trip(lat, lng, other_lat, other_lng, trips):
    way = travel(Point(lat, lng), Point(other_lat, other_lng), trips)
    miles = great_circle((lat, lng), (other_lat, other_lng)).miles
    assert way.miles_one_way == pytest.approx(miles, abs=1e-4)
    assert way.total_miles == pytest.approx(2 * trips * miles, abs=0.02)
