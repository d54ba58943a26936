"""The states, the District of Columbia and the territories that have ZIP codes."""

from typing import NamedTuple

from places.text import fold


class State(NamedTuple):
    """`population` is the count of the 2020 Census (the 51 add up to 331,449,281)."""

    code: str
    name: str
    population: int


STATES = (
    State("AL", "Alabama", 5_024_279),
    State("AK", "Alaska", 733_391),
    State("AZ", "Arizona", 7_151_502),
    State("AR", "Arkansas", 3_011_524),
    State("CA", "California", 39_538_223),
    State("CO", "Colorado", 5_773_714),
    State("CT", "Connecticut", 3_605_944),
    State("DE", "Delaware", 989_948),
    State("DC", "District of Columbia", 689_545),
    State("FL", "Florida", 21_538_187),
    State("GA", "Georgia", 10_711_908),
    State("HI", "Hawaii", 1_455_271),
    State("ID", "Idaho", 1_839_106),
    State("IL", "Illinois", 12_812_508),
    State("IN", "Indiana", 6_785_528),
    State("IA", "Iowa", 3_190_369),
    State("KS", "Kansas", 2_937_880),
    State("KY", "Kentucky", 4_505_836),
    State("LA", "Louisiana", 4_657_757),
    State("ME", "Maine", 1_362_359),
    State("MD", "Maryland", 6_177_224),
    State("MA", "Massachusetts", 7_029_917),
    State("MI", "Michigan", 10_077_331),
    State("MN", "Minnesota", 5_706_494),
    State("MS", "Mississippi", 2_961_279),
    State("MO", "Missouri", 6_154_913),
    State("MT", "Montana", 1_084_225),
    State("NE", "Nebraska", 1_961_504),
    State("NV", "Nevada", 3_104_614),
    State("NH", "New Hampshire", 1_377_529),
    State("NJ", "New Jersey", 9_288_994),
    State("NM", "New Mexico", 2_117_522),
    State("NY", "New York", 20_201_249),
    State("NC", "North Carolina", 10_439_388),
    State("ND", "North Dakota", 779_094),
    State("OH", "Ohio", 11_799_448),
    State("OK", "Oklahoma", 3_959_353),
    State("OR", "Oregon", 4_237_256),
    State("PA", "Pennsylvania", 13_002_700),
    State("RI", "Rhode Island", 1_097_379),
    State("SC", "South Carolina", 5_118_425),
    State("SD", "South Dakota", 886_667),
    State("TN", "Tennessee", 6_910_840),
    State("TX", "Texas", 29_145_505),
    State("UT", "Utah", 3_271_616),
    State("VT", "Vermont", 643_077),
    State("VA", "Virginia", 8_631_393),
    State("WA", "Washington", 7_705_281),
    State("WV", "West Virginia", 1_793_716),
    State("WI", "Wisconsin", 5_893_718),
    State("WY", "Wyoming", 576_851),
)

TERRITORIES = (
    State("AS", "American Samoa", 49_710),
    State("GU", "Guam", 153_836),
    State("MP", "Northern Mariana Islands", 47_329),
    State("PR", "Puerto Rico", 3_285_874),
    State("VI", "U.S. Virgin Islands", 87_146),
)

STATE_BY_CODE = {state.code: state for state in STATES + TERRITORIES}

# Two states share their name with a city that people mean first (see `lookup`), so that pages call
# them "New York State" and "Washington State".
NAMED_LIKE_A_CITY = {"NY", "WA"}

# Besides the two letters and the full name, people write the abbreviations newspapers use.
_OTHER_WRITTEN_FORMS = {
    "ala": "AL",
    "alas": "AK",
    "ariz": "AZ",
    "ark": "AR",
    "cal": "CA",
    "calif": "CA",
    "colo": "CO",
    "conn": "CT",
    "cnmi": "MP",
    "dela": "DE",
    "fla": "FL",
    "ill": "IL",
    "ind": "IN",
    "kan": "KS",
    "kans": "KS",
    "mass": "MA",
    "mich": "MI",
    "minn": "MN",
    "miss": "MS",
    "mont": "MT",
    "n carolina": "NC",
    "n dakota": "ND",
    "neb": "NE",
    "nebr": "NE",
    "nev": "NV",
    "okla": "OK",
    "ore": "OR",
    "penn": "PA",
    "penna": "PA",
    "s carolina": "SC",
    "s dakota": "SD",
    "tenn": "TN",
    "tex": "TX",
    "us virgin islands": "VI",
    "usvi": "VI",
    "virgin islands": "VI",
    "w virginia": "WV",
    "wash": "WA",
    "wis": "WI",
    "wisc": "WI",
    "wyo": "WY",
}

# In Spanish, where it differs.
_SPANISH_FORMS = {
    "carolina del norte": "NC",
    "carolina del sur": "SC",
    "dakota del norte": "ND",
    "dakota del sur": "SD",
    "distrito de columbia": "DC",
    "estado de washington": "WA",
    "hawai": "HI",
    "islas virgenes": "VI",
    "islas marianas del norte": "MP",
    "luisiana": "LA",
    "masachusets": "MA",
    "mesachuset": "MA",
    "minesota": "MN",
    "misisipi": "MS",
    "misuri": "MO",
    "nueva hampshire": "NH",
    "nueva jersey": "NJ",
    "nuevo hampshire": "NH",
    "nuevo jersey": "NJ",
    "nuevo mexico": "NM",
    "pensilvania": "PA",
    "samoa americana": "AS",
    "tejas": "TX",
    "tenesi": "TN",
    "virginia del oeste": "WV",
    "virginia occidental": "WV",
}

# Folded written form -> two letters: "il", "ill", "illinois" -> "IL".
CODE_BY_WRITTEN_FORM = {
    **{state.code.lower(): state.code for state in STATE_BY_CODE.values()},
    **{fold(state.name): state.code for state in STATE_BY_CODE.values()},
    **{f"{fold(state.name)} state": state.code for state in STATES},
    **{f"state of {fold(state.name)}": state.code for state in STATES},
    **{f"estado de {fold(state.name)}": state.code for state in STATES},
    **_OTHER_WRITTEN_FORMS,
    **_SPANISH_FORMS,
}

MAX_WRITTEN_FORM_WORDS = max(len(form.split()) for form in CODE_BY_WRITTEN_FORM)
