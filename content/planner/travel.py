"""How far a patient travels for a course."""

from dataclasses import dataclass

import numpy as np

from providers.search.criteria import Point
from providers.search.geo import great_circle_miles


@dataclass(frozen=True)
class Travel:
    """Distances in miles, in a straight line: by road they are longer."""

    miles_one_way: float
    trips: int

    @property
    def total_miles(self) -> float:
        """There and back for all trips."""
        return 2 * self.miles_one_way * self.trips


def travel(home: Point, clinic: Point, trips: int) -> Travel:
    """`trips` trips from `home` to `clinic`."""
    distances = great_circle_miles(
        home.latitude, home.longitude, np.array([clinic.latitude]), np.array([clinic.longitude])
    )
    return Travel(float(distances[0]), trips)
