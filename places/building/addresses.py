"""The part of an address that each place has in its state: /tms/il/chicago/, /tms/il/cook-county/."""

from dataclasses import replace

from places.building.areas import Gazetteer
from places.kinds import Kind
from places.names import key_of, slug_of

_Taken = dict[tuple[str, str], str]


def with_addresses(gazetteer: Gazetteer) -> dict[str, str]:
    """Give each place its address, counties first; for each town that is left out, which one stays.

    The largest town of a name has the plain address, and its namesakes in the state carry their county. Of
    two in one county the smaller is left out: the same town in two spellings. A neighborhood or region whose
    name is taken carries its city, or is told apart by its kind.
    """
    taken: _Taken = {}
    for position, area in enumerate(gazetteer.areas):
        if area.kind == Kind.COUNTY:
            slug = slug_of(area.name)
            taken[area.state, slug] = area.code
            gazetteer.areas[position] = replace(area, slug=slug)
    kept = _towns(gazetteer, taken)
    for position, area in enumerate(gazetteer.areas):
        if area.kind != Kind.COUNTY and area.state:
            slug = slug_of(area.name)
            for suffix in (area.within, area.kind, area.code):
                if (area.state, slug) not in taken:
                    break
                slug = slug_of(f"{area.name} {suffix}") if suffix else slug
            taken[area.state, slug] = area.code
            gazetteer.areas[position] = replace(area, slug=slug)
    return kept


def _towns(gazetteer: Gazetteer, taken: _Taken) -> dict[str, str]:
    kept: dict[str, str] = {}
    found = []
    for listed in sorted(gazetteer.towns, key=lambda town: (-town.people, town.code)):
        town = listed
        slug, key = slug_of(town.name), slug_of(key_of(town.name))
        if (town.state, slug) in taken or (town.state, key) in taken:
            county = gazetteer.county_names[town.county]
            town = town._replace(apart=county)
            slug, key = f"{slug}-{slug_of(county)}", f"{key}-{slug_of(county)}"
        same = taken.get((town.state, slug)) or taken.get((town.state, key))
        if same:
            kept[town.code] = same
            continue
        taken[town.state, slug] = taken[town.state, key] = town.code
        found.append(town._replace(slug=slug))
    gazetteer.towns[:] = found
    for code, each in gazetteer.zips.items():
        if each.town in kept:
            gazetteer.zips[code] = each._replace(town=kept[each.town])
    return kept
