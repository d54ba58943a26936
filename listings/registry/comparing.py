"""How like a listing and a record of the registry are, field by field.

Providers write the registry themselves, and it mixes up billing and practice addresses: a difference is a
question for an admin and no proof of anything.
"""

import enum
from dataclasses import dataclass

import phonenumbers

from listings.models import RegistryRecord
from places.text import fold, similarity, trigrams
from providers.models import Location, Practice

# What the Postal Service shortens (Publication 28, appendix C), and what companies are called.
SHORT_FORMS = {
    "street": "st",
    "avenue": "ave",
    "boulevard": "blvd",
    "drive": "dr",
    "road": "rd",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "parkway": "pkwy",
    "highway": "hwy",
    "suite": "ste",
    "floor": "fl",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "center": "ctr",
    "centre": "ctr",
}
NOT_IN_NAMES = frozenset({"llc", "inc", "pllc", "pc", "pa", "ltd", "corp", "the", "and", "lp", "llp"})
ALIKE = 0.6  # of trigrams shared: "Lakeview TMS" and "Lake View TMS" are, two clinics are not


class Likeness(enum.Enum):
    SAME = "the same"
    ALIKE = "alike"
    DIFFERENT = "different"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Compared:
    field: str
    ours: str
    theirs: str
    likeness: Likeness
    percent: int


def compare(practice: Practice, location: Location, record: RegistryRecord) -> tuple[Compared, ...]:
    """Name, street, city, ZIP and phone; of several names the likest counts."""
    street = " ".join(filter(None, (location.street, location.street_detail)))
    names = [(ours, theirs) for ours in (practice.name, location.name) for theirs in names_of(record)]
    return (
        max((of_words("Name", *pair, drop=NOT_IN_NAMES) for pair in names), key=lambda each: each.percent),
        of_words("Street", street, record.street),
        of_words("City", f"{location.city} {location.state}", f"{record.city} {record.state}".strip()),
        exactly("ZIP", location.postal_code, record.postal_code),
        exactly("Phone", location.phone, as_e164(record.phone)),
    )


def names_of(record: RegistryRecord) -> list[str]:
    return [name for name in (record.name, record.other_name) if name] or [""]


def of_words(field: str, ours: str, theirs: str, *, drop: frozenset[str] = frozenset()) -> Compared:
    one, other = plain(ours, drop), plain(theirs, drop)
    if not one or not other:
        return Compared(field, ours, theirs, Likeness.UNKNOWN, 0)
    share = similarity(trigrams(one), trigrams(other))
    is_alike = share >= ALIKE or is_part(one, other) or is_part(other, one)
    likeness = Likeness.SAME if one == other else Likeness.ALIKE if is_alike else Likeness.DIFFERENT
    return Compared(field, ours, theirs, likeness, round(100 * share))


def is_part(one: str, other: str) -> bool:
    """Whether two words or more are all in the other: "Lakeview TMS" in "Lakeview TMS and Therapy"."""
    words = one.split()
    return len(words) >= 2 and set(words) <= set(other.split())


def plain(text: str, drop: frozenset[str]) -> str:
    return " ".join(SHORT_FORMS.get(word, word) for word in fold(text).split() if word not in drop)


def exactly(field: str, ours: str, theirs: str) -> Compared:
    if not ours or not theirs:
        return Compared(field, ours, theirs, Likeness.UNKNOWN, 0)
    is_same = ours == theirs
    return Compared(
        field, ours, theirs, Likeness.SAME if is_same else Likeness.DIFFERENT, 100 if is_same else 0
    )


def as_e164(phone: str) -> str:
    """A number as the registry writes it, as we do; as it stands if it is none."""
    try:
        return phonenumbers.format_number(
            phonenumbers.parse(phone, "US"), phonenumbers.PhoneNumberFormat.E164
        )
    except phonenumbers.NumberParseException:  # blank, or digits missing
        return phone
