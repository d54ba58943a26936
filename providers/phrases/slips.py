"""Words that a misspelled word may have been meant for."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from providers.phrases.lexicon import Lexicon

MAX_MEANT = 6


def allowed_slips(word: str, shortest: int = 4) -> int:
    """How many letters of a word may be wrong, missing, doubled or swapped: none of three, two of seven."""
    if len(word) < shortest or not word.isalpha():
        return 0
    return 1 if len(word) < 7 else 2


class Corrections:
    """The corrections of one phrase's words."""

    def __init__(self, lexicon: Lexicon, known: frozenset[str], *, shortest: int = 4) -> None:
        """`known` are words that need no correction; `shortest` is how many letters a misspelled one has."""
        self._lexicon, self._shortest = lexicon, shortest
        self._known = known
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Words of the lexicon that `word` may have been meant for, likeliest first."""
        if word not in self._found:
            self._found[word] = self._similar(word)
        return self._found[word]

    def _similar(self, word: str) -> tuple[str, ...]:
        allowed = allowed_slips(word, self._shortest)
        if not allowed or word in self._known or word in self._lexicon.words:
            return ()
        similar = process.extract(
            word, self._lexicon.correctable, scorer=OSA.distance, score_cutoff=allowed, limit=MAX_MEANT
        )
        # Nobody mistypes half of a short word: "cbtt" is not "cat".
        return tuple(meant for meant, distance, _ in similar if distance <= allowed_slips(meant))
