"""What counties are called: county, parish, borough, municipio."""

import re

_KINDS = (
    "county",
    "parish",
    "city and borough",
    "borough",
    "census area",
    "municipality",
    "municipio",
    "island",
    "district",
    "city",
)
_KIND = re.compile(rf" ({'|'.join(_KINDS)})$", re.IGNORECASE)

# As people write it behind the name: folded.
WRITTEN_KINDS = frozenset(("county", "co", "parish", "borough", "municipio", "condado"))


def bare_county(name: str) -> str:
    """The name without its kind: "Cook County" is Cook, "Orleans Parish" is Orleans."""
    return _KIND.sub("", name)
