"""Dates, distances, phones and lists as Americans write them."""

from collections.abc import Iterable, Sequence
from datetime import date

import phonenumbers


def long_date(day: date) -> str:
    """ "Nov 10, 2026", for pages: no line ends between month and day."""
    return f"{day:%b}\N{NO-BREAK SPACE}{day.day}, {day.year}"


def days_ago(day: date, today: date) -> str:
    """How long `day` lies back: "today", "yesterday", "12 days ago", "5 months ago", "2 years ago".

    Days are counted up to 120, because that is how freshness is counted; a day in the future is "today".
    """
    days = max(0, (today - day).days)
    if days < 2:
        return ("today", "yesterday")[days]
    if days <= 120:
        return f"{days} days ago"
    if days < 730:
        return f"{round(days / 30.44)} months ago"
    return f"{days // 365} years ago"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 place", "1,204 places"."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{integer(number)} {noun}"


def integer(number: int) -> str:
    """A whole number with commas: 12,345."""
    return f"{number:,}"


def miles(distance: float) -> str:
    """ "4.2 miles", "1.0 miles", "1,204 miles"; below a tenth "less than 0.1 miles"."""
    if distance < 0.1:
        return "less than 0.1 miles"
    return f"{distance:.1f} miles" if distance < 99.95 else f"{integer(round(distance))} miles"


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b, and c"."""
    words = list(items)
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def shortened(items: Sequence[str], most: int) -> str:
    """The first `most` of `items`, and how many more there are: "OCD, PTSD, and 3 more".

    One item over is written out, since "1 more" says less than its name.
    """
    if len(items) <= most + 1:
        return listed(items)
    return listed([*items[:most], f"{len(items) - most} more"])


def phone(e164: str, extension: str = "") -> str:
    """ "(312) 555-0123" for "+13125550123", with "ext. 12"; what can't be read comes back as it is."""
    try:
        number = phonenumbers.parse(e164, "US")
    except phonenumbers.NumberParseException:  # imported data may hold anything that has digits
        return e164
    style = phonenumbers.PhoneNumberFormat
    national = number.country_code == 1
    text = phonenumbers.format_number(number, style.NATIONAL if national else style.INTERNATIONAL)
    return f"{text}, ext. {extension}" if extension else text


def phone_link(e164: str, extension: str = "") -> str:
    """The `tel:` address of a number (RFC 3966)."""
    return f"tel:{e164};ext={extension}" if extension else f"tel:{e164}"


def capitalized(text: str) -> str:
    """The text with its first letter in upper case; the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def short_label(label: str) -> str:
    """How a sentence names a term: "ERP" for "Exposure and response prevention (ERP)", "depression"."""
    if label.endswith(")") and "(" in label:
        return label[label.rindex("(") + 1 : -1]
    return inside_sentence(label)


def inside_sentence(label: str) -> str:
    """A common noun as it stands inside a sentence: "depression"; an acronym such as "OCD" is kept."""
    is_acronym = len(label) > 1 and label[1].isupper()
    return label if is_acronym else f"{label[:1].lower()}{label[1:]}"
