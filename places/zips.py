"""What a ZIP code tells by itself: its state, or that it is a military one.

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


def is_military(zip_code: str) -> bool:
    """Whether mail goes to a base or ship abroad (APO, FPO, DPO), which is no place to search from."""
    prefix = zip_code[:3]
    return prefix == "340" or "090" <= prefix <= "098" or "962" <= prefix <= "966"
