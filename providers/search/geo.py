"""Everything about distance: great circles on a sphere of the earth's mean radius, in miles.

Comparisons use squared chords: the straight line through the earth between two unit vectors grows
with the great circle, and its square needs no root. A float32 chord *difference* is good to about
half a metre; `squared_chord_error` bounds the error. `great_circle_miles` (float64)
decides about the few points within that bound.
"""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SinglePrecision = NDArray[np.float32]

# The mean radius of the earth (IUGG), the one geopy's great_circle uses, in international miles.
EARTH_RADIUS_MILES = 6371.009 / 1.609344
# From here on a radius leaves nothing out: no two points are farther apart.
HALF_WAY_ROUND_MILES = math.pi * EARTH_RADIUS_MILES

# Distances are compared as rounded to this many decimals of a mile (1.6 mm): far below any real
# difference and far above float64's error, so equal places tie and the edge of a radius is the same
# in every implementation.
MILES_DECIMALS = 6


def unit_vectors(latitudes: Floats, longitudes: Floats) -> Floats:
    """Unit vectors, shape (3, n), of points in degrees."""
    phi, lam = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def unit_vector(latitude: float, longitude: float) -> SinglePrecision:
    """The float32 unit vector, shape (3,), of one point in degrees."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    vector = (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
    return np.array(vector, dtype=np.float32)


def great_circle_miles(latitude: float, longitude: float, latitudes: Floats, longitudes: Floats) -> Floats:
    """Distances from one point to n others, shape (n,), rounded to MILES_DECIMALS.

    Vincenty's formula for a sphere, which is accurate for points that are close and for antipodes.
    """
    phi1, phi2 = math.radians(latitude), np.radians(latitudes)
    delta = np.radians(longitudes) - math.radians(longitude)
    cos1, sin1, cos2, sin2 = math.cos(phi1), math.sin(phi1), np.cos(phi2), np.sin(phi2)
    cos2_cos_delta = cos2 * np.cos(delta)
    across = np.hypot(cos2 * np.sin(delta), cos1 * sin2 - sin1 * cos2_cos_delta)
    along = sin1 * sin2 + cos1 * cos2_cos_delta
    return (EARTH_RADIUS_MILES * np.arctan2(across, along)).round(MILES_DECIMALS)


def squared_chord(miles: float) -> float:
    """The squared chord on the unit sphere, from 0 to 4, of a great circle of this many miles."""
    angle = min(miles / EARTH_RADIUS_MILES, math.pi)
    return 4.0 * math.sin(angle / 2.0) ** 2


def squared_chord_error(squared: float) -> float:
    """An upper bound of the error of a float32 squared chord near `squared`.

    Each of three components carries at most 2^-25 of rounding on either side and 2^-24 of its own
    from the subtraction; squaring and adding lose a few units in the last place of the result. The
    factors are doubled for safety, and the constant covers MILES_DECIMALS.
    """
    chord = math.sqrt(max(squared, 0.0))
    return 5e-7 * chord + 1e-6 * squared + 1e-13


def latitude_band(latitude: float, miles: float) -> tuple[float, float]:
    """The lowest and highest latitude, in degrees, that a point within `miles` can have."""
    reach = math.degrees(miles / EARTH_RADIUS_MILES) + 1e-6
    return latitude - reach, latitude + reach
