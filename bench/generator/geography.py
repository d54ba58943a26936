"""Where demo locations are: around real ZIP points, as often as people live there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.generator.chance import Codes, Flags, Weights, flags
from bench.generator.copy_format import Strings
from places.index import place_index
from providers.demo.chance import area_codes
from providers.demo.geography import (
    JITTER_MILES,
    MILES_PER_DEGREE,
    MIN_PEOPLE,
    NEARBY_ZIPS,
    NO_AREA_CODE,
)


@dataclass(frozen=True)
class Zips:
    """All ZIPs with a city, ordered by code; arrays have shape (z,)."""

    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    codes: Strings
    cities: Strings
    states: Strings
    time_zones: Strings
    state_names: list[str]
    city_numbers: Codes  # the same for the ZIPs of one city
    people: Weights

    @classmethod
    def read(cls) -> "Zips":
        rows = [zip_place for zip_place in place_index().zips if zip_place.population]
        codes = [each.code for each in rows]
        latitudes, longitudes = [each.latitude for each in rows], [each.longitude for each in rows]
        people, states = [each.population for each in rows], [each.state for each in rows]
        cities, time_zones = [each.near_city for each in rows], [each.time_zone for each in rows]
        return cls(
            latitudes=np.array(latitudes),
            longitudes=np.array(longitudes),
            codes=Strings.of(codes),
            cities=Strings.of(cities),
            states=Strings.of(states),
            time_zones=Strings.of(time_zones),
            state_names=list(states),
            city_numbers=np.unique(
                [f"{city}, {state}" for city, state in zip(cities, states, strict=True)], return_inverse=True
            )[1],
            people=Weights(MIN_PEOPLE + count for count in people),
        )

    def in_states(self, *names: str) -> Flags:
        """Which ZIPs are in one of these states, shape (z,)."""
        return np.isin(np.array(self.state_names), names)

    def area_codes(self) -> Codes:
        """For each ZIP the area code of its state whose main city is nearest, shape (z,)."""
        codes = np.full(len(self.state_names), int(NO_AREA_CODE))
        for state in set(self.state_names):
            points = area_codes(state)
            if not points:
                continue
            here = np.flatnonzero(self.in_states(state))
            latitudes, longitudes = np.array(list(points.values())).T
            north = self.latitudes[here, None] - latitudes
            east = (self.longitudes[here, None] - longitudes) * np.cos(np.radians(latitudes))
            codes[here] = np.array([int(code) for code in points])[np.hypot(north, east).argmin(axis=1)]
        return codes

    def near(self, rng: np.random.Generator, homes: Codes) -> Codes:
        """A ZIP near each of these and in its state; the same one where there is none."""
        steps = rng.integers(1, NEARBY_ZIPS + 1, len(homes)) * rng.choice([-1, 1], len(homes))
        others = np.clip(homes + steps, 0, len(self.latitudes) - 1)
        names = np.array(self.state_names)
        return np.where(names[others] == names[homes], others, homes)


@dataclass(frozen=True)
class Spots:
    """A point for each location, shape (n,)."""

    zips: Codes
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    is_approximate: Flags


def draw_spots(rng: np.random.Generator, zips: Zips, chosen: Codes) -> Spots:
    """Points within two miles of the ZIPs' own; an approximate one is the ZIP's own."""
    count = len(chosen)
    is_approximate = flags(rng, 0.03, count)
    # The square root spreads them evenly over the circle.
    miles = np.where(is_approximate, 0.0, JITTER_MILES * np.sqrt(rng.random(count)))
    angles = rng.random(count) * 2 * np.pi
    latitudes, longitudes = zips.latitudes[chosen], zips.longitudes[chosen]
    north = miles * np.sin(angles) / MILES_PER_DEGREE
    east = miles * np.cos(angles) / (MILES_PER_DEGREE * np.cos(np.radians(latitudes)))
    return Spots(
        zips=chosen,
        latitudes=latitudes + north,
        longitudes=_wrapped(longitudes + east),
        is_approximate=is_approximate,
    )


def _wrapped(longitudes: NDArray[np.float64]) -> NDArray[np.float64]:
    """In the Aleutians a step may cross the antimeridian."""
    too_far = np.abs(longitudes) > 180
    return np.where(too_far, longitudes - np.copysign(360, longitudes), longitudes)
