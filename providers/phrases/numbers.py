"""Numbers in phrases: ages, hours of the day and distances."""

import re
from dataclasses import dataclass

from providers.phrases.tokens import Token

AGE_GROUPS = (
    (12, 14, "12-14"),
    (15, 17, "15-17"),
    (18, 21, "18-21"),
    (22, 64, "22-64"),
    (65, 120, "65-plus"),
)
EARLY_UNTIL, LATE_FROM = 9, 17  # hours of the day

_NUMBER = r"([0-9]{1,3})"
_AGE = re.compile(
    rf"(?:(?:age|aged|edad) {_NUMBER}|{_NUMBER} (?:year|years|yr|yrs) (?:old|olds|of age)"
    rf"|{_NUMBER} ?(?:yo|yr old|y o|yrs old)|(?:de )?{_NUMBER} anos(?: de edad)?)"
)
_MILES = re.compile(
    r"(?:within |under |less than |a menos de |a |dentro de |in a |in )?(?:a )?(?:radius of )?"
    rf"{_NUMBER} ?(?:miles?|mi|millas?)(?: radius| de radio)?(?: of| from| around| away from| de| away)?"
)
_HOUR = re.compile(
    r"(before|by|until|till|after|past|from|at|open at|antes de las|despues de las|a las|hasta las)"
    r" ([0-9]{1,2})(?: ?([0-5]0|[0-5]5))? ?(am|pm|a m|p m|oclock)?"
)
_BEFORE = frozenset(("before", "by", "antes de las"))
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class NumberRead:
    """What a run of `length` words says: `table` is age, radius or schedule."""

    table: str
    value: str
    length: int


def number_at(tokens: tuple[Token, ...], start: int) -> NumberRead | None:
    """The longest expression with a number that begins at `start`; None if there is none."""
    for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
        run = tokens[start : start + length]
        text = " ".join(token.word for token in run)
        if found := _AGE.fullmatch(text):
            age = int(next(filter(None, found.groups())))
            if group := age_group(age):
                return NumberRead("age_group", group, length)
        elif (found := _MILES.fullmatch(text)) and 1 <= int(found[1]) <= 500:
            return NumberRead("radius", found[1], length)
        elif (found := _HOUR.fullmatch(text)) and (schedule := _schedule(found)):
            return NumberRead("schedule", schedule, length)
    return None


def age_group(age: int) -> str | None:
    """The age group that a patient of this many years belongs to; None below the youngest."""
    return next((slug for low, high, slug in AGE_GROUPS if low <= age <= high), None)


def _schedule(found: re.Match[str]) -> str | None:
    relation, hour, _, half = found.groups()
    of_day = int(hour) % 12 if half else int(hour)
    if (half and half[0] == "p") or (not half and of_day <= 8 and relation not in _BEFORE):
        of_day += 12
    if relation in _BEFORE:
        return "early-morning" if of_day <= EARLY_UNTIL else None
    if of_day >= LATE_FROM:
        return "evening"
    return "early-morning" if half and of_day < EARLY_UNTIL else None
