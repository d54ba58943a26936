"""Words around a place that say how it is meant, or nothing at all: "near", "area", "TMS clinics in"."""

Phrase = tuple[str, ...]


def _listed(text: str) -> list[str]:
    """The phrases of a list that is separated by commas."""
    return [" ".join(phrase.split()) for phrase in text.split(",")]


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(tuple(phrase.split()) for phrase in _listed(text))


# Whole texts that mean the visitor's own place.
HERE = frozenset(
    _listed("""
    me, near me, nearby, close to me, close by, around me, around here, near here, here, local, my
    location, current location, my current location, use my location, use current location, where i am,
    where am i, my area, in my area, my city, my town, my zip, home, my home, my house, your location,
    location, nearest, closest, near by, nearest to me, closest to me, near my location, cerca de mi,
    cerca, mi ubicacion, ubicacion actual, mi ubicacion actual, aqui, cerca de aqui, near my house, near
    my home, gps, by me, near us, around my location
""")
)

# Everything in the country.
EVERYWHERE = frozenset(
    _listed("""
    america, anywhere, ee uu, eeuu, estados unidos, everywhere, nationwide, u s, u s a, united states,
    united states of america, us, usa
""")
)

MILITARY = frozenset(("apo", "fpo", "dpo"))

COUNTRY_ENDINGS = _phrases("united states of america, united states, estados unidos, usa, us, america, eeuu")

# Before a place. What is left is looked for by itself.
BEGINNINGS = _phrases("""
    city and county of, city of, town of, village of, township of, borough of, municipality of, county
    seat of, ciudad de, pueblo de, municipio de, la ciudad de, near the city of, the city of, downtown,
    central, inner, suburban, near, near to, close to, next to, around, in, in the, at, by, from, outside,
    outside of, just outside, east of, west of, north of, south of, suburbs of, suburb of, outskirts of,
    south side of, north side of, east side of, west side of, cerca de, en, el centro de, centro de,
    alrededor de, zip code, zip, zipcode, zip codes, postal code, codigo postal, cp, the, state of, estado
    de, el, los, island of, isla de
""")
# Behind a place.
ENDINGS = _phrases("""
    downtown, city, town, village, township, proper, city limits, suburbs, suburb, outskirts, vicinity,
    and vicinity, and surrounding areas, and surrounding area, and suburbs, zip code, zip, zipcode, east
    side, west side, north side, south side, near me, or nearby, and nearby, centro, state, island
""")

# With these the surroundings are meant: "Denver area", "greater Cincinnati".
AREA = "area"
AREA_BEGINNINGS = _phrases("greater, metro, metropolitan, area de, el area de, the greater")
AREA_ENDINGS = _phrases("""
    metro area, metropolitan area, metro region, metropolitan region, area, metro, region, metroplex, msa,
    and surrounding area
""")

# A county before its name: "county of Cook", "condado de Cook".
COUNTY_BEGINNINGS = _phrases("county of, condado de, parish of, el condado de")

NOISE = frozenset(
    _listed("""
    a, an, and, any, are, area, around, at, best, big, center, centers, cerca, clinic, clinica, clinicas,
    clinics, de, depression, doctor, doctors, find, for, from, good, health, help, hospital, i, in, is,
    live, looking, magnetic, me, mental, mile, miles, my, near, need, ocd, of, office, offices, on, para,
    patient, place, places, please, provider, providers, psychiatrist, psychiatrists, psychiatry, rtms,
    search, service, services, show, specialist, stimulation, terapia, the, therapist, therapists,
    therapy, tms, to, transcranial, tratamiento, treatment, treatments, where, with, within
""")
)
# Behind a place a short word is more often a piece of its name: "Santa An".
NOISE_BEHIND = frozenset(word for word in NOISE if len(word) > 3) | {"tms", "ocd", "me"}

# Countries and their provinces behind a city, or alone: there is nothing to search near there.
_NAMES_ABROAD = {
    "Canada": "canada, ontario canada, on canada, quebec, british columbia, bc canada, bc, alberta, "
    "manitoba, saskatchewan, nova scotia, new brunswick canada, ontario",
    "Mexico": "mexico, baja california, sonora, chihuahua, jalisco, nuevo leon, tamaulipas",
    "England": "england",
    "the United Kingdom": "uk, united kingdom, great britain",
    "Scotland": "scotland",
    "Ireland": "ireland",
    "France": "france",
    "Germany": "germany",
    "Spain": "spain",
    "Italy": "italy",
    "Japan": "japan",
    "China": "china",
    "India": "india",
    "Brazil": "brazil",
    "Australia": "australia",
    "Israel": "israel",
    "the Philippines": "philippines",
    "South Korea": "south korea, korea",
    "the Netherlands": "netherlands",
    "Switzerland": "switzerland",
    "the Bahamas": "bahamas",
    "Cuba": "cuba",
    "the Dominican Republic": "dominican republic",
    "Europe": "europe",
    "Costa Rica": "costa rica",
}
ABROAD = {name: country for country, names in _NAMES_ABROAD.items() for name in _listed(names)}
