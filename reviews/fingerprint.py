"""A fingerprint of a text that near copies share, also those written with look-alike letters.

The text is folded (case, accents, Cyrillic and Greek look-alikes, digits for letters, signs) and cut into
runs of three words, each hashed to 32 bits. Two texts are as alike as the share of runs they have in common.
"""

import unicodedata
import zlib

WORDS_OF_A_RUN = 3

# Signs that look like Latin letters (the common ones of Unicode TS 39, "confusables"), Cyrillic first.
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("авеёкмнорстухіјѕһԁԛԝ", "abeekmhopctyxijshdqw", strict=True)),
        **dict(zip("αβεηικνορτυχωϲ", "abenikvoptuxwc", strict=True)),
        **dict(zip("01345$@|", "oieassal", strict=True)),
    }
)


def folded_words(text: str) -> list[str]:
    """Words as they look, without case, accents and invisible signs."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    seen = "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cf"))
    seen = seen.translate(LOOK_ALIKES)
    return "".join(sign if sign.isalnum() else " " for sign in seen).split()


def fingerprint(text: str) -> list[int]:
    """The hashes of all runs of words, sorted, each once."""
    words = folded_words(text)
    runs = [words[at : at + WORDS_OF_A_RUN] for at in range(max(1, len(words) - WORDS_OF_A_RUN + 1))]
    return sorted({zlib.crc32(" ".join(run).encode()) for run in runs})


def likeness(one: list[int], other: list[int]) -> float:
    """0 to 1: the runs in common, out of all runs (Jaccard)."""
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first or second else 0.0
