"""Texts as a reader sees them: look-alike letters and invisible characters don't hide anything."""

import unicodedata

# Letters of other alphabets that look like Latin ones. reviews/fingerprint.py also reads digits as letters,
# which would only harm where phone numbers and dates are searched for.
LATIN = str.maketrans(
    dict(zip("авеёкмнорстухіјѕһԁԛԝαβεηικνορτυχωϲ", "abeekmhopctyxijshdqwabenikvoptuxwc", strict=True))
    | dict(zip("АВЕЁКМНОРСТУХІЈЅҺΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "ABEEKMHOPCTYXIJSHABEHIKMNOPTYXZ", strict=True))
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)


def normalized(text: str) -> str:
    """Latin letters for look-alikes, plain quotes and hyphens, no accents, no invisible characters. Keeps
    upper and lower case."""
    decomposed = unicodedata.normalize("NFKD", text)
    visible = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", visible.translate(LATIN))


def invisible_characters(text: str) -> int:
    """How many characters have no width, such as a zero-width space. A text typed by a person has none except
    the joiners in emoji."""
    return sum(unicodedata.category(char) == "Cf" and char != "\u200d" for char in text)


def words_of_two_alphabets(text: str) -> list[str]:
    """Words that mix Latin letters with Cyrillic, Greek or similar ones, in order, each once."""
    words = dict.fromkeys("".join(char if char.isalpha() else " " for char in text).split())
    return [word for word in words if len({alphabet(char) for char in word}) > 1]


def alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE") else "LATIN"
