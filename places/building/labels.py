"""Makes sure that each town is found by its own label."""

from places.building.areas import Gazetteer
from places.index import read_index
from places.kinds import Kind
from places.lookup import PlaceNotFound, find_in


def tell_apart(gazetteer: Gazetteer) -> int:
    """Give each town whose label means another place first its county; how many there are.

    A neighborhood of a large city, or a nickname, can mean more to people than a hamlet of the state:
    "Buckhead, GA" is in Atlanta. Reads the files as they were written.
    """
    index = read_index()
    hidden = set()
    for place in index.towns:
        if place.kind == Kind.CITY and not place.within:
            try:
                found = find_in(index, place.label).place
            except PlaceNotFound:
                found = None
            if found != place:
                hidden.add(place.code)
    for position, town in enumerate(gazetteer.towns):
        if town.code in hidden:
            gazetteer.towns[position] = town._replace(apart=gazetteer.county_names[town.county])
    return len(hidden)
