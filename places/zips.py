"""What a ZIP code tells by itself: its state, and where mail for its three-digit prefix is sorted.

Prefixes are assigned by the Postal Service (Labeling List L002, "3-Digit ZIP Code Prefix Matrix").
"""

# First and last prefix of each run, and the state. Military prefixes (AA, AE, AP) have no place in it.
_PREFIXES = """
005-005 NY  006-007 PR  008-008 VI  009-009 PR  010-027 MA  028-029 RI  030-038 NH  039-049 ME
050-054 VT  055-055 MA  056-059 VT  060-069 CT  070-089 NJ  100-149 NY  150-196 PA  197-199 DE
200-200 DC  201-201 VA  202-205 DC  206-219 MD  220-246 VA  247-268 WV  270-289 NC  290-299 SC
300-319 GA  320-339 FL  341-349 FL  350-369 AL  370-385 TN  386-397 MS  398-399 GA  400-427 KY
430-459 OH  460-479 IN  480-499 MI  500-528 IA  530-549 WI  550-567 MN  569-569 DC  570-577 SD
580-588 ND  590-599 MT  600-629 IL  630-658 MO  660-679 KS  680-693 NE  700-714 LA  716-729 AR
730-731 OK  733-733 TX  734-749 OK  750-799 TX  800-816 CO  820-831 WY  832-838 ID  840-847 UT
850-865 AZ  870-884 NM  885-885 TX  889-898 NV  900-961 CA  967-968 HI  969-969 GU  970-979 OR
980-994 WA  995-999 AK
"""

# Single ZIPs that the Postal Service serves from a neighboring state's prefix; None: another country.
_EXCEPTIONS = {
    "06390": "NY",  # Fishers Island, reached from Connecticut
    "83414": "WY",  # Alta, reached from Idaho
    "96799": "AS",
    "96950": "MP",
    "96951": "MP",
    "96952": "MP",
    **dict.fromkeys(("96939", "96940"), None),  # Palau
    **dict.fromkeys(("96941", "96942", "96943", "96944"), None),  # Micronesia
    **dict.fromkeys(("96960", "96970"), None),  # Marshall Islands
}

# Prefixes that are only for post-office boxes and single large recipients: they contain no streets and so no
# points of their own, and use those of the prefix that serves the same city.
SERVED_WITH = {
    "055": "018",  # Andover MA
    "192": "191",  # Philadelphia
    "311": "303",  # Atlanta
    "332": "331",  # Miami
    "375": "381",  # Memphis
    "399": "303",  # Atlanta
    "459": "452",  # Cincinnati
    "509": "503",  # Des Moines
    "555": "554",  # Minneapolis
    "569": "200",  # Washington
    "649": "641",  # Kansas City
    "733": "787",  # Austin
    "842": "841",  # Salt Lake City
    "885": "799",  # El Paso
    "889": "891",  # Las Vegas
    "901": "900",  # Los Angeles
    "938": "937",  # Fresno
    "942": "958",  # Sacramento
}

# Prefixes that belong to one city: one for its streets, the others for single buildings and office towers.
SAME_CITY = {
    "101": "100",  # New York
    "102": "100",
    "202": "200",  # Washington
    "203": "200",
    "204": "200",
    "205": "200",
    "753": "752",  # Dallas
    "772": "770",  # Houston
}


def _states_of_prefixes() -> dict[str, str]:
    fields = _PREFIXES.split()
    return {
        f"{prefix:03}": state
        for run, state in zip(fields[::2], fields[1::2], strict=True)
        for prefix in range(int(run[:3]), int(run[4:]) + 1)
    }


_STATE_OF_PREFIX = _states_of_prefixes()


def state_of_zip(zip_code: str) -> str | None:
    """The two letters of the state that a five-digit ZIP belongs to; None if it is in none."""
    if zip_code in _EXCEPTIONS:
        return _EXCEPTIONS[zip_code]
    return _STATE_OF_PREFIX.get(zip_code[:3])


def prefix_of_zip(zip_code: str) -> str:
    """The three digits under which a city's mail is sorted; the same for all ZIPs of one city."""
    prefix = zip_code[:3]
    return SAME_CITY.get(prefix, prefix)
