"""Making typed text comparable: folding, words and trigrams.

Names of places, practices and clinicians are all compared in folded form, so that "San José", "san jose" and
"SAN  JOSE" are the same everywhere: in the database, in memory and in tests.
"""

import re
import unicodedata

# Letters that carry no combining mark in Unicode and therefore survive NFKD.
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
    }
)

# An apostrophe joins (O'Fallon, Coeur d'Alene, Kapa‘a): it is removed without leaving a space. All other
# punctuation separates words. The list covers what keyboards, GeoNames and Hawaiian spelling use.
_APOSTROPHES = "'`´‘’ʻʼ′＇"
_DROP_APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES))

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


class _Folding(dict[int, str]):
    """What each code point becomes, for `str.translate`; computed once for each that occurs.

    Each letter can be folded by itself because NFKD only reorders the marks after a letter, all of which are
    removed, and because `casefold`, unlike `lower`, ignores the letters around it.
    """

    _MAX_SIZE = 10_000  # more than any alphabet; limits the memory that strange texts can use

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if len(self) < self._MAX_SIZE:
            self[code] = folded
        return folded


def _fold_letter(letter: str) -> str:
    """What one letter becomes; a space if it separates words."""
    # Remove apostrophes first: NFKD would turn the acute accent "´" into a space and a mark.
    decomposed = unicodedata.normalize("NFKD", letter.translate(_DROP_APOSTROPHES))
    # Lower case can bring a mark back ("İ" becomes "i" and a dot), hence the second NFKD.
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    letters = "".join(part for part in decomposed if not unicodedata.combining(part))
    letters = letters.translate(_LETTERS_WITHOUT_DECOMPOSITION).translate(_DROP_APOSTROPHES)
    return _NOT_ALPHANUMERIC.sub(" ", letters)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` in lower case without accents, punctuation or doubled spaces; "" if nothing is left.

    Takes any `str`: NUL, control characters, direction marks and lone surrogates count as
    punctuation, so the result can always be encoded and stored.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The words of the folded `text`, in order; empty if there are none."""
    return text.translate(_FOLDING).split()


def trigrams(text: str) -> frozenset[str]:
    """The trigrams of an already folded `text`, as PostgreSQL's pg_trgm defines them.

    Each word is padded with two spaces before and one after: "cat" has "  c", " ca", "cat", "at ".
    """
    found: set[str] = set()
    for word in text.split():
        padded = f"  {word} "
        found.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(found)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared trigrams over all trigrams of two sets, 0 to 1: pg_trgm's `similarity()`."""
    shared = len(one & other)
    total = len(one) + len(other) - shared
    return shared / total if total else 0.0
