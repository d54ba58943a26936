"""What the build says about its result, from sources that are compared with and not shipped."""

from places.building.areas import Gazetteer
from places.building.sources import Sources
from places.names import joined_key

MAX_SHOWN = 100


def report(gazetteer: Gazetteer, sources: Sources) -> None:
    """Prints how many ZIPs agree with the Postal Service's names, with HUD's counties and with the zones'
    maps.
    """
    names = {town.code: town.name for town in gazetteer.towns}
    names |= {area.code: area.name for area in gazetteer.areas}
    preferred = sources.preferred_names()
    both = [each for code, each in gazetteer.zips.items() if code in preferred]
    same = [each for each in both if joined_key(names[each.town]) == joined_key(preferred[each.code][0])]
    print(f"USPS preferred names: {len(same) / len(both):.2%} of {len(both):,} ZIPs agree.")
    # HUD counts Connecticut's planning regions, not its counties.
    counties = [each for each in both if each.state != "CT"]
    agree = sum(each.county == preferred[each.code][1] for each in counties)
    print(f"HUD's main county: {agree / len(counties):.2%} of {len(counties):,} ZIPs agree.")
    zips = list(gazetteer.zips.values())
    zones = sources.time_zones_at([(each.latitude, each.longitude) for each in zips])
    wrong = [
        (each, zone)
        for each, zone in zip(zips, zones, strict=True)
        if zone and not zone.startswith("Etc/") and zone != each.time_zone
    ]
    print(f"Time zones: {len(wrong)} of {len(zips):,} ZIPs differ from the maps.")
    for each, zone in wrong[:MAX_SHOWN]:
        where = f"{each.code} {names[each.town]}, {each.state} ({each.county})"
        print(f"  {where}: {each.time_zone}, on the map {zone}")
