"""A fingerprint that near copies of a text share, even if they are written with look-alike letters.

The text is folded (case, accents, Cyrillic and Greek look-alikes, digits for letters, punctuation) and cut
into shingles of three words, each hashed to 32 bits. Two texts are as similar as the share of shingles that
they have in common (Jaccard; reviews/screening/hints.py computes it in the database).
"""

import unicodedata
import zlib

SHINGLE_WORDS = 3

# Characters that look like Latin letters (the common ones of Unicode TS 39, "confusables"), Cyrillic first.
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("авеёкмнорстухіјѕһԁԛԝ", "abeekmhopctyxijshdqw", strict=True)),
        **dict(zip("αβεηικνορτυχωϲ", "abenikvoptuxwc", strict=True)),
        **dict(zip("01345$@|", "oieassal", strict=True)),
    }
)


def folded_words(text: str) -> list[str]:
    """Words as they look, without case, accents and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    visible = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))
    latin = visible.translate(LOOK_ALIKES)
    return "".join(char if char.isalnum() else " " for char in latin).split()


def fingerprint(text: str) -> list[int]:
    """The hashes of all shingles, sorted, each once."""
    words = folded_words(text)
    starts = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return sorted({zlib.crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode()) for at in starts})
