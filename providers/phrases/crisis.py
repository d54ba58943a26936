"""Words of somebody who may be in danger. They are answered with help first, on every search field."""

from providers.phrases.lexicon import Node, crisis_phrases
from providers.phrases.slips import Corrections
from providers.phrases.tokens import Token, tokens_of

# The numbers of help lines, typed by themselves.
_HELP_LINES = frozenset(("988", "911"))
MAX_CRISIS_WORDS = 60


def is_crisis(text: str) -> bool:
    """Whether a text has one of the phrases of `data/`, small slips included. Takes any text."""
    tokens = tokens_of(text[:1000])[:MAX_CRISIS_WORDS]
    if len(tokens) == 1 and tokens[0].word in _HELP_LINES:
        return True
    lexicon = crisis_phrases()
    corrections = Corrections(lexicon, frozenset(), shortest=3)
    return any(_begins(tokens, start, lexicon.root, corrections, slips=0) for start in range(len(tokens)))


def _begins(tokens: tuple[Token, ...], at: int, node: Node, corrections: Corrections, slips: int) -> bool:
    if node.meanings:
        return True
    if at == len(tokens):
        return False
    word = tokens[at].word
    if word in node.next and _begins(tokens, at + 1, node.next[word], corrections, slips):
        return True
    if slips:
        return False
    return any(
        meant in node.next and _begins(tokens, at + 1, node.next[meant], corrections, slips + 1)
        for meant in corrections.of(word)
    )
