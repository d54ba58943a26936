"""One key for the ways a place's name is written: "St. Paul", "Saint Paul" and "st paul" are the same."""

from places.text import fold

# Written short and spoken in full. "st" is never "street" here: these are names of places, not addresses.
_SHORT_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "mtn": "mountain",
    "mtns": "mountains",
    "ft": "fort",
    "pt": "point",
    "hts": "heights",
    "spgs": "springs",
    "spg": "spring",
    "jct": "junction",
    "vlg": "village",
    "twp": "township",
    "bch": "beach",
    "pk": "park",
    "is": "island",
}

# Only before another word: "N. Las Vegas", but "Plan B".
_SHORT_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west"}


def key_of(name: str) -> str:
    """The folded `name` with abbreviations written out; "" if it has nothing to search for."""
    if name.isalpha() and name.isascii():  # one plain word, as most names are
        word = name.lower()
        return _SHORT_WORDS.get(word, word)
    return key_of_words(fold(name).split())


def joined_key(name: str) -> str:
    """`key_of` without its spaces: "La Grange" and LaGrange, "Mc Lean" and McLean are the same."""
    return key_of(name).replace(" ", "")


def slug_of(name: str) -> str:
    """The part of an address for `name`: "Coeur d'Alene" is "coeur-dalene"."""
    return fold(name).replace(" ", "-")


def key_of_words(folded_words: list[str]) -> str:
    """`key_of` for words that are folded already."""
    written_out = [_SHORT_WORDS.get(word, word) for word in folded_words]
    if len(written_out) > 1:
        written_out[0] = _SHORT_DIRECTIONS.get(written_out[0], written_out[0])
    return " ".join(written_out)


def join_initials(folded_words: list[str]) -> list[str]:
    """Runs of single letters as one word, since folding splits "D.C." and "U.S.A." at their dots."""
    joined: list[str] = []
    previous_was_initial = False
    for word in folded_words:
        is_initial = len(word) == 1 and word.isalpha()
        if is_initial and previous_was_initial:
            joined[-1] += word
        else:
            joined.append(word)
        previous_was_initial = is_initial
    return joined
