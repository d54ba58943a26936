"""How far a course makes a patient travel."""

from dataclasses import dataclass

import numpy as np

from providers.search.criteria import Point
from providers.search.geo import great_circle_miles


@dataclass(frozen=True)
class Travel:
    """Miles in a straight line: by road it is more."""

    miles_one_way: float
    trips: int

    @property
    def miles_in_all(self) -> float:
        """There and back, on each day with a way to the clinic."""
        return 2 * self.miles_one_way * self.trips


def travel(home: Point, clinic: Point, trips: int) -> Travel:
    """The way from `home` to `clinic`, `trips` times."""
    distances = great_circle_miles(
        home.latitude, home.longitude, np.array([clinic.latitude]), np.array([clinic.longitude])
    )
    return Travel(float(distances[0]), trips)
