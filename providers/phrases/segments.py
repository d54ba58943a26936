"""The runs of words that a phrase is made of, each with what it may mean and how well that explains it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from places.parsing import state_at_end
from providers.phrases.lexicon import (
    AFTER_NAME,
    CLINIC_WORDS,
    NOISE,
    Lexicon,
    Meaning,
    Node,
    common_words,
)
from providers.phrases.numbers import number_at
from providers.phrases.slips import Corrections
from providers.phrases.tokens import Token
from providers.phrases.where import (
    LARGE,
    MAX_PLACE_WORDS,
    MIDDLING,
    SMALL,
    PlaceRead,
    place_meant,
    place_of,
)
from providers.search.names import CREDENTIALS

MAX_WORDS = 40
MAX_GUESSED_PLACES = 4
MAX_GUESSED_WORDS = 3
MAX_NAME_WORDS = 4


class Kind(StrEnum):
    MEANING = "meaning"
    PLACE = "place"
    NAME = "name"
    NOISE = "noise"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start` up to `end`, what they mean, and `score`: how much that reading explains."""

    kind: Kind
    start: int
    end: int
    score: float
    meanings: tuple[Meaning, ...] = ()
    place: PlaceRead | None = None


# What a word is worth in each reading. A longer phrase explains its words better than two short ones.
EXACT, LONGER, SLIP = 10.0, 3.0, -4.0
CERTAIN_PLACE = 12.0
NOISE_WORD = 6.0
COMMON_WORD, UNKNOWN_WORD = 3.0, 1.0
TITLED_NAME = 11.0
GUESSED_PLACE = 8.0
PREPOSITION = 5.0
SPLIT_CHUNK = -6.0

_BEFORE_PLACES = frozenset(
    [
        "in",
        "near",
        "around",
        "from",
        "at",
        "by",
        "of",
        "to",
        "en",
        "cerca",
        "de",
        "serving",
        "outside",
        "downtown",
        "north",
        "south",
        "east",
        "west",
        "greater",
    ]
)


def segments_of(tokens: tuple[Token, ...], lexicon: Lexicon) -> list[list[Segment]]:
    """For each position, the segments that begin there."""
    common = common_words()
    corrections = Corrections(lexicon, common)
    found: list[list[Segment]] = [[] for _ in tokens]
    guesses = MAX_GUESSED_PLACES
    for start, token in enumerate(tokens):
        here = found[start]
        here += _phrases(tokens, start, lexicon.root, corrections)
        if number := number_at(tokens, start):
            end = start + number.length
            here.append(
                Segment(
                    Kind.MEANING,
                    start,
                    end,
                    EXACT * number.length + LONGER,
                    (Meaning(number.table, number.value),),
                )
            )
        here += _places(tokens, start, common, lexicon)
        here += _names(tokens, start)
        worth = COMMON_WORD if token.word in common or len(token.word) < 3 else UNKNOWN_WORD
        here.append(Segment(Kind.UNKNOWN, start, start + 1, worth))
    for start in range(len(tokens)):
        for segment in _guessed_places(tokens, start, found, common):
            if guesses == 0:
                break
            guesses -= 1
            found[start].append(segment)
    return found


def best_reading(tokens: tuple[Token, ...], found: list[list[Segment]]) -> list[Segment]:
    """The segments that together explain the whole phrase best, with at most one place."""
    # best[position][place used] = (score, segments)
    best: list[list[tuple[float, tuple[Segment, ...]] | None]] = [
        [None, None] for _ in range(len(tokens) + 1)
    ]
    best[0][0] = (0.0, ())
    for start in range(len(tokens)):
        for used in (0, 1):
            so_far = best[start][used]
            if so_far is None:
                continue
            for segment in found[start]:
                is_place = segment.kind == Kind.PLACE
                if is_place and used:
                    continue
                score = so_far[0] + segment.score + _of_the_cut(tokens, segment)
                at = best[segment.end]
                now = used or int(is_place)
                if at[now] is None or score > at[now][0]:  # type: ignore[index]  # checked right before
                    at[now] = (score, (*so_far[1], segment))
    ends = [end for end in best[-1] if end is not None]
    return list(max(ends, key=lambda end: end[0])[1]) if ends else []


def _of_the_cut(tokens: tuple[Token, ...], segment: Segment) -> float:
    """Cutting a hyphenated word in two is seldom right: "Molina-Reyes" is no insurer."""
    begins_within = tokens[segment.start].is_glued
    return SPLIT_CHUNK if begins_within and segment.kind != Kind.UNKNOWN else 0.0


def _phrases(
    tokens: tuple[Token, ...], start: int, root: Node, corrections: Corrections
) -> Iterator[Segment]:
    """Phrases of the lexicon that begin here, slips included."""
    waiting: list[tuple[Node, int, int]] = [(root, start, 0)]
    while waiting:
        node, at, slips = waiting.pop()
        length = at - start
        if node.meanings:
            yield _meaning(node.meanings, start, at, length, slips)
        if at == len(tokens) or (length and tokens[at].begins_part):
            continue
        word = tokens[at].word
        if word in node.next:
            waiting.append((node.next[word], at + 1, slips))
        else:
            waiting += [
                (node.next[meant], at + 1, slips + 1) for meant in corrections.of(word) if meant in node.next
            ]


def _meaning(meanings: tuple[Meaning, ...], start: int, end: int, length: int, slips: int) -> Segment:
    told = tuple(meaning for meaning in meanings if meaning.table not in (NOISE, CLINIC_WORDS, AFTER_NAME))
    if told:
        score = EXACT * length + LONGER * (length - 1) + SLIP * slips
        return Segment(Kind.MEANING, start, end, score, told)
    return Segment(Kind.NOISE, start, end, NOISE_WORD * length + length - 1 + SLIP / 2 * slips, meanings)


def _places(
    tokens: tuple[Token, ...], start: int, common: frozenset[str], lexicon: Lexicon
) -> Iterator[Segment]:
    for end in range(start + 1, min(start + MAX_PLACE_WORDS, len(tokens)) + 1):
        run = tokens[start:end]
        read = place_of(" ".join(token.word for token in run))
        if read is not None:
            yield Segment(
                Kind.PLACE, start, end, _score_of(read, tokens, start, end, common, lexicon), place=read
            )


def _score_of(
    read: PlaceRead,
    tokens: tuple[Token, ...],
    start: int,
    end: int,
    common: frozenset[str],
    lexicon: Lexicon,
) -> float:
    length, people = end - start, read.place.population
    score = LONGER * (length - 1)
    if read.is_certain:
        score += CERTAIN_PLACE * length
    elif people >= LARGE:
        score += 10.5 * length
    elif people >= MIDDLING:
        score += 9.5 * length
    elif people >= SMALL:
        score += 7.5 * length
    else:
        score += 5.0 * length
    if start and tokens[start - 1].word in _BEFORE_PLACES:
        score += PREPOSITION
    elif tokens[start].begins_part and (end == len(tokens) or tokens[end].begins_part):
        score += PREPOSITION / 2
    is_plain = length == 1 and (tokens[start].word in common or tokens[start].word in lexicon.words)
    if is_plain and not read.is_certain and people < LARGE:
        score -= 5.0
    return score


def _guessed_places(
    tokens: tuple[Token, ...], start: int, found: list[list[Segment]], common: frozenset[str]
) -> Iterator[Segment]:
    """Misspelled places: runs with a word that nothing else explains, or with a state they aren't in."""
    for end in range(min(start + MAX_GUESSED_WORDS, len(tokens)), start, -1):
        run = tokens[start:end]
        text = " ".join(token.word for token in run)
        has_state = state_at_end(tuple(token.word for token in run)) > 0
        if any(token.begins_part for token in run[1 : -1 if has_state else None]):
            continue
        named = [token.word for token in (run[:-1] if has_state else run)]
        if place_of(text) is not None or not _could_be_misspelled(
            tokens, start, named, found, common, has_state
        ):
            continue
        place = place_meant(text)
        if place is not None:
            score = GUESSED_PLACE * len(run) + LONGER * (len(run) - 1)
            if start and tokens[start - 1].word in _BEFORE_PLACES:
                score += PREPOSITION
            yield Segment(Kind.PLACE, start, end, score, place=PlaceRead(place, is_certain=False))


def _could_be_misspelled(
    tokens: tuple[Token, ...],
    start: int,
    named: list[str],
    found: list[list[Segment]],
    common: frozenset[str],
    has_state: bool,
) -> bool:
    """Whether a place may be meant by these words: the rarer ones are explained by nothing else."""
    if not 1 <= len(named) <= 2 or not all(word.isalpha() for word in named):
        return False
    is_open = [
        len(word) >= 4
        and word not in common
        and not any(
            segment.kind not in (Kind.UNKNOWN, Kind.PLACE) and segment.start <= start + at < segment.end
            for row in found
            for segment in row
        )
        for at, word in enumerate(named)
    ]
    if not any(is_open):
        return False
    if len(named) == 2:
        return has_state or named[0] in _BEGIN_PLACES or all(is_open)
    return has_state or not any(segment.kind == Kind.PLACE for segment in found[start])


# Words that names of places begin with.
_BEGIN_PLACES = frozenset(
    [
        "las",
        "los",
        "san",
        "santa",
        "saint",
        "st",
        "fort",
        "ft",
        "new",
        "north",
        "south",
        "east",
        "west",
        "el",
        "la",
        "mount",
        "mt",
        "port",
        "lake",
        "palm",
        "salt",
        "grand",
        "baton",
        "des",
        "little",
        "big",
        "cedar",
        "rapid",
        "long",
        "des",
        "ann",
    ]
)


def _names(tokens: tuple[Token, ...], start: int) -> Iterator[Segment]:
    """People and clinics whose words are told by a title before or a credential after them."""
    if start and tokens[start - 1].word in _TITLES:
        for end in range(start + 1, min(start + MAX_NAME_WORDS, len(tokens)) + 1):
            if tokens[end - 1].begins_part and end - 1 > start:
                break
            yield Segment(
                Kind.NAME, start, end, TITLED_NAME * (end - start) - (1.0 if end - start > 2 else 0.0)
            )
    for end in range(start + 2, min(start + MAX_NAME_WORDS, len(tokens) - 1) + 1):
        if (tokens[end].word in CREDENTIALS and tokens[end].word not in ("do", "pa", "ma")) or (
            end < len(tokens) and tokens[end].word == "pa" and tokens[end].is_capitalized
        ):
            if any(token.begins_part for token in tokens[start + 1 : end]):
                continue
            yield Segment(Kind.NAME, start, end, TITLED_NAME * (end - start))


_TITLES = frozenset(["dr", "dra", "doctor", "doctora", "prof", "professor", "lic"])
