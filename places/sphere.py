"""Directions and distances on the globe for the gazetteer: numpy arrays of unit vectors.

Unit vectors have no seam at the antimeridian, where degrees jump from 180 to -180 (Alaska, Guam).
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from geopy.distance import EARTH_RADIUS

EARTH_RADIUS_MILES = EARTH_RADIUS / 1.609344  # geopy's mean radius, 6371.009 km

Vectors = npt.NDArray[np.float64]


def unit_vectors(latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> Vectors:
    """Unit vectors of points in degrees: shape (n, 3), or (3,) for a single point."""
    latitude = np.radians(np.asarray(latitudes, dtype=np.float64))
    longitude = np.radians(np.asarray(longitudes, dtype=np.float64))
    return np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ],
        axis=-1,
    )


def miles_between(vectors: Vectors, vector: Vectors) -> npt.NDArray[np.float64]:
    """Great-circle miles from each of `vectors` (n, 3) to `vector` (3,): chords, exact for small ones."""
    chords = np.linalg.norm(vectors - vector, axis=-1)
    return 2 * EARTH_RADIUS_MILES * np.arcsin(np.clip(chords / 2, 0.0, 1.0))


def centroid(vectors: Vectors, weights: Sequence[float] | None = None) -> tuple[float, float]:
    """Latitude and longitude in degrees of the (weighted) middle of `vectors` (n, 3)."""
    x, y, z = np.average(vectors, axis=0, weights=weights)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
