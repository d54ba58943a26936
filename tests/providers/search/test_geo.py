"""Distances agree with geopy's, and the bounds on float32's error hold."""

import numpy as np
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from providers.search.geo import (
    EARTH_RADIUS_MILES,
    great_circle_miles,
    latitude_band,
    squared_chord,
    squared_chord_error,
    unit_vector,
)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(great_circle_miles(*one, np.array([other[0]]), np.array([other[1]]))[0])


@given(latitudes, longitudes, latitudes, longitudes)
def test_distances_are_those_of_geopy(latitude1, longitude1, latitude2, longitude2):
    one, other = (latitude1, longitude1), (latitude2, longitude2)
    expected = great_circle(one, other).kilometers / 1.609344
    assert abs(miles(one, other) - expected) < 2e-6


@given(latitudes, longitudes, st.floats(-2, 2), st.floats(-2, 2))
def test_the_error_of_a_float32_chord_stays_within_its_bound(latitude, longitude, north, east):
    other = (max(-90.0, min(90.0, latitude + north)), (longitude + east + 540) % 360 - 180)
    difference = unit_vector(latitude, longitude) - unit_vector(*other)
    approximate = float((difference * difference).sum(dtype=np.float32))
    exact = squared_chord(great_circle((latitude, longitude), other).kilometers / 1.609344)
    assert abs(approximate - exact) <= squared_chord_error(exact)


@given(latitudes, longitudes, st.floats(0.01, 500), st.floats(0, 360))
def test_a_circle_stays_within_its_band_of_latitudes(latitude, longitude, radius, bearing):
    edge = great_circle(kilometers=radius * 1.609344).destination((latitude, longitude), bearing)
    low, high = latitude_band(latitude, radius)
    assert low <= edge.latitude <= high


def test_chords_grow_with_the_circle_up_to_the_antipodes():
    half_round = np.pi * EARTH_RADIUS_MILES
    assert squared_chord(0) == 0
    assert squared_chord(100) < squared_chord(101) < squared_chord(half_round)
    assert squared_chord(half_round) == squared_chord(2 * half_round) == 4.0
