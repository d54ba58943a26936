"""Other names that people type for a city, chosen by hand.

GeoNames lists alternate names without their language, and most are transliterations ("Cikago") or airport
codes. So only what Americans really type is listed here: initials, short forms, and official names that
differ from the usual ones.
"""

# (the city as GeoNames names it, its state): its other names.
NICKNAMES: dict[tuple[str, str], tuple[str, ...]] = {
    ("Albuquerque", "NM"): ("ABQ",),
    ("Ann Arbor", "MI"): ("A2",),
    ("Atlanta", "GA"): ("ATL",),
    ("Boise", "ID"): ("Boise City",),
    ("Carmel-by-the-Sea", "CA"): ("Carmel",),
    ("Cincinnati", "OH"): ("Cincy",),
    ("Corpus Christi", "TX"): ("Corpus",),
    ("Dallas", "TX"): ("DFW",),
    ("Honolulu", "HI"): ("Urban Honolulu",),
    ("Indianapolis", "IN"): ("Indy",),
    ("Jacksonville", "FL"): ("Jax",),
    ("Kansas City", "KS"): ("KC", "KCK"),
    ("Kansas City", "MO"): ("KC", "KCMO"),
    ("Las Vegas", "NV"): ("Vegas",),
    ("Los Angeles", "CA"): ("LA",),
    ("Louisville", "KY"): ("Louisville Jefferson County",),
    ("Minneapolis", "MN"): ("Mpls",),
    ("Nashville", "TN"): ("Nashville Davidson",),
    ("New Orleans", "LA"): ("NOLA",),
    ("New York City", "NY"): ("City of New York", "New York", "NYC"),
    ("North Las Vegas", "NV"): ("North Vegas",),
    ("Oklahoma City", "OK"): ("OKC",),
    ("Philadelphia", "PA"): ("Philly",),
    ("Phoenix", "AZ"): ("PHX",),
    ("Portland", "OR"): ("PDX",),
    ("Salt Lake City", "UT"): ("Salt Lake", "SLC"),
    ("San Francisco", "CA"): ("San Fran", "SF"),
    ("South San Francisco", "CA"): ("South SF",),
    ("St. Louis", "MO"): ("STL",),
    ("St. Petersburg", "FL"): ("St Pete",),
    ("The Bronx", "NY"): ("Bronx",),
    ("Ventura", "CA"): ("San Buenaventura",),
    ("Virginia Beach", "VA"): ("VA Beach",),
    ("Washington", "DC"): ("DC", "District of Columbia", "Washington DC"),
}
