"""How similar a listing and a record of the registry are, field by field.

Providers fill in the registry themselves, and it mixes up billing and practice addresses: a difference is a
question for an admin, not proof of anything.
"""

import enum
from dataclasses import dataclass

import phonenumbers

from listings.models import RegistryRecord
from places.text import fold, similarity, trigrams
from providers.models import Location, Practice

# Abbreviations of the Postal Service (Publication 28, appendix C), and words in the names of companies.
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
MIN_SIMILARITY = 0.6  # trigrams in common: "Lakeview TMS" and "Lake View TMS" pass, two clinics do not


class Likeness(enum.Enum):
    SAME = "the same"
    ALIKE = "alike"
    DIFFERENT = "different"
    UNKNOWN = "not known"


@dataclass(frozen=True)
class Compared:
    """One field, as the listing ("ours") and as the registry ("theirs") has it."""

    field: str
    ours: str
    theirs: str
    likeness: Likeness
    percent: int


def compare(practice: Practice, location: Location, record: RegistryRecord) -> tuple[Compared, ...]:
    """Name, street, city, ZIP and phone; of several names, the most similar one counts."""
    street = " ".join(filter(None, (location.street, location.street_detail)))
    names = [(ours, theirs) for ours in (practice.name, location.name) for theirs in names_of(record)]
    return (
        max(
            (compared_words("Name", *pair, drop=NOT_IN_NAMES) for pair in names),
            key=lambda each: each.percent,
        ),
        compared_words("Street", street, record.street),
        compared_words("City", f"{location.city} {location.state}", f"{record.city} {record.state}".strip()),
        compared_exactly("ZIP", location.postal_code, record.postal_code),
        compared_exactly("Phone", location.phone, as_e164(record.phone)),
    )


def names_of(record: RegistryRecord) -> list[str]:
    return [name for name in (record.name, record.other_name) if name] or [""]


def compared_words(field: str, ours: str, theirs: str, *, drop: frozenset[str] = frozenset()) -> Compared:
    one, other = plain(ours, drop), plain(theirs, drop)
    if not one or not other:
        return Compared(field, ours, theirs, Likeness.UNKNOWN, 0)
    share = similarity(trigrams(one), trigrams(other))
    is_alike = share >= MIN_SIMILARITY or is_within(one, other) or is_within(other, one)
    likeness = Likeness.SAME if one == other else Likeness.ALIKE if is_alike else Likeness.DIFFERENT
    return Compared(field, ours, theirs, likeness, round(100 * share))


def is_within(one: str, other: str) -> bool:
    """Whether `one` has two words or more and all are in `other`: "Lakeview TMS", "Lakeview TMS North"."""
    words = one.split()
    return len(words) >= 2 and set(words) <= set(other.split())


def plain(text: str, drop: frozenset[str]) -> str:
    """In lower case, with abbreviations, without the words to drop."""
    return " ".join(SHORT_FORMS.get(word, word) for word in fold(text).split() if word not in drop)


def compared_exactly(field: str, ours: str, theirs: str) -> Compared:
    if not ours or not theirs:
        return Compared(field, ours, theirs, Likeness.UNKNOWN, 0)
    is_same = ours == theirs
    return Compared(
        field, ours, theirs, Likeness.SAME if is_same else Likeness.DIFFERENT, 100 if is_same else 0
    )


def as_e164(phone: str) -> str:
    """The registry's number in our format (E.164); unchanged if it is not a number."""
    try:
        return phonenumbers.format_number(
            phonenumbers.parse(phone, "US"), phonenumbers.PhoneNumberFormat.E164
        )
    except phonenumbers.NumberParseException:  # blank, or digits missing
        return phone
