"""Reading a text as it looks: look-alike letters and invisible signs are seen through."""

import unicodedata

# Letters of other alphabets that look like Latin ones. reviews/fingerprint.py also reads digits as letters,
# which is no use where phone numbers and dates are looked for.
LATIN = str.maketrans(
    dict(zip("авеёкмнорстухіјѕһԁԛԝαβεηικνορτυχωϲ", "abeekmhopctyxijshdqwabenikvoptuxwc", strict=True))
    | dict(zip("АВЕЁКМНОРСТУХІЈЅҺΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "ABEEKMHOPCTYXIJSHABEHIKMNOPTYXZ", strict=True))
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)


def as_seen(text: str) -> str:
    """Latin letters for look-alikes, one form for each sign, without what can't be seen; case is kept."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", kept.translate(LATIN))


def invisible_signs(text: str) -> int:
    """How many signs take no room, such as a zero-width space. A text typed by a person has none but the
    joiners of emoji."""
    return sum(unicodedata.category(sign) == "Cf" and sign != "\u200d" for sign in text)


def words_of_two_alphabets(text: str) -> list[str]:
    """Words in which Latin letters stand beside Cyrillic or Greek ones, in order, each once."""
    words = dict.fromkeys("".join(sign if sign.isalpha() else " " for sign in text).split())
    return [word for word in words if len({alphabet(sign) for sign in word}) > 1]


def alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE") else "LATIN"
