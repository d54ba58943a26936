"""The kinds of places that people search from."""

from enum import StrEnum


class Kind(StrEnum):
    """What a place is. Counties, regions and states are areas; the others are points with a radius."""

    ZIP = "zip"
    CITY = "city"  # a city, a town, or a name that the Postal Service uses for one
    NEIGHBORHOOD = "neighborhood"  # of a large city; its searches start with a smaller radius
    LANDMARK = "landmark"  # an airport, base, university or hospital, or a valley that is no county
    COUNTY = "county"  # a county, parish, borough, census area or municipio
    REGION = "region"  # several counties: the Bay Area, a metropolitan area
    STATE = "state"
