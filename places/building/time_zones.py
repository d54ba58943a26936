"""The time zone of each ZIP and town: that of the nearest town of its county that GeoNames lists."""

from collections import defaultdict

import numpy as np

from places.building.areas import Zip
from places.building.corrections import COUNTY_TIME_ZONES, TIME_ZONES
from places.building.towns import Town, miles_to
from places.building.zips import SourceZip


def with_time_zones(
    zips: list[SourceZip], codes: list[str], towns: list[Town]
) -> tuple[list[Zip], list[Town]]:
    """ZIPs as they are shipped, and towns that all have a time zone.

    Nearly every county has one time zone, while a nearest town can lie across the line. The exceptions are in
    TIME_ZONES, found by comparing with maps of the zones.
    """
    of_county: dict[str, list[Town]] = defaultdict(list)
    of_state: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        if town.time_zone:
            of_county[town.county].append(town)
            of_state[town.state].append(town)

    def zone(place: Town | SourceZip) -> str:
        if place.county in COUNTY_TIME_ZONES:
            return COUNTY_TIME_ZONES[place.county]
        near = of_county[place.county] or of_state[place.state]
        return near[int(np.argmin(miles_to(near, place)))].time_zone

    shipped = []
    for each, code in zip(zips, codes, strict=True):
        time_zone = TIME_ZONES.get(each.code) or zone(each)
        shipped.append(
            Zip(
                each.code,
                each.latitude,
                each.longitude,
                each.state,
                code,
                each.county,
                each.people,
                time_zone,
            )
        )
    zones = {each.town: each.time_zone for each in shipped}
    return shipped, [
        town if town.time_zone else town._replace(time_zone=zones.get(town.code) or zone(town))
        for town in towns
    ]
