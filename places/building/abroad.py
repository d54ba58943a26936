"""Large cities of other countries, whose names are asked about instead of finding a namesake or a
misspelling.
"""

import re
from typing import Any

from places.building.areas import Gazetteer
from places.names import key_of

# Cities of this many people are named by travelers and by people who move; in the neighboring countries
# smaller ones are, too.
MIN_PEOPLE = 300_000
MIN_PEOPLE_NEXT_DOOR = 60_000
NEXT_DOOR = {"CA": "Canada", "MX": "Mexico"}
# An American namesake with this share of the people is meant by visitors of an American site.
SHARE_OF_A_RIVAL = 20
# Above this many people it is meant in any case.
WELL_KNOWN = 50_000
# As the Census counts: with fewer people a metropolitan area is micropolitan.
METROPOLITAN = 90_000

COUNTRIES = {
    "AF": "Afghanistan",
    "AR": "Argentina",
    "AU": "Australia",
    "AT": "Austria",
    "BD": "Bangladesh",
    "BE": "Belgium",
    "BR": "Brazil",
    "CN": "China",
    "CO": "Colombia",
    "CU": "Cuba",
    "CZ": "the Czech Republic",
    "DK": "Denmark",
    "DO": "the Dominican Republic",
    "EC": "Ecuador",
    "EG": "Egypt",
    "FI": "Finland",
    "FR": "France",
    "DE": "Germany",
    "GB": "the United Kingdom",
    "GR": "Greece",
    "GT": "Guatemala",
    "HN": "Honduras",
    "HU": "Hungary",
    "IN": "India",
    "ID": "Indonesia",
    "IE": "Ireland",
    "IL": "Israel",
    "IT": "Italy",
    "JM": "Jamaica",
    "JP": "Japan",
    "KE": "Kenya",
    "KR": "South Korea",
    "NL": "the Netherlands",
    "NZ": "New Zealand",
    "NG": "Nigeria",
    "NO": "Norway",
    "PK": "Pakistan",
    "PE": "Peru",
    "PH": "the Philippines",
    "PL": "Poland",
    "PT": "Portugal",
    "RU": "Russia",
    "ZA": "South Africa",
    "ES": "Spain",
    "SE": "Sweden",
    "CH": "Switzerland",
    "TH": "Thailand",
    "TR": "Turkey",
    "UA": "Ukraine",
    "VE": "Venezuela",
    "VN": "Vietnam",
    "SV": "El Salvador",
    "CR": "Costa Rica",
    "PA": "Panama",
    "NI": "Nicaragua",
    "CL": "Chile",
    "BO": "Bolivia",
    "TW": "Taiwan",
    "SG": "Singapore",
    "IR": "Iran",
    "IQ": "Iraq",
    "SA": "Saudi Arabia",
    "AE": "the United Arab Emirates",
} | NEXT_DOOR


def build_abroad(world: list[dict[str, Any]], gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """(folded name, country) of the largest city of each name, unless an American one is meant by it.

    That is a town of some size, or the first city of a metropolitan area, of which there is a Rome, GA.
    """
    people: dict[str, int] = {}
    named = [(town.name, town.aliases, town.people) for town in gazetteer.towns]
    named += [(area.name, area.aliases, area.people) for area in gazetteer.areas]
    for name, aliases, count in named:
        for each in (name, *aliases):
            key = key_of(each.removeprefix("="))
            people[key] = max(people.get(key, 0), count)
    main = {
        key_of(re.split("[-/,]", name)[0])
        for code, name in gazetteer.metros.items()
        if sum(
            each.people for fips in gazetteer.metro_counties[code] for each in gazetteer.zips_of_county[fips]
        )
        >= METROPOLITAN
    }
    found: dict[str, str] = {}
    for city in world:  # largest first
        key, country = key_of(city["name"]), city["countrycode"]
        least = MIN_PEOPLE_NEXT_DOOR if country in NEXT_DOOR else MIN_PEOPLE
        if country in ("US", "PR", "GU", "VI", "AS", "MP") or city["population"] < least or key in found:
            continue
        rival = people.get(key, 0)
        if key not in main and rival < WELL_KNOWN and rival * SHARE_OF_A_RIVAL < city["population"]:
            found[key] = COUNTRIES.get(country, "another country")
    return sorted(found.items())
