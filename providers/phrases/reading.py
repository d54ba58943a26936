"""Reading a typed phrase into the parameters of a search: "ocd therapist hoboken aetna evenings".

Nothing is asked of the database. What a phrase was read as is an ordinary search with removable filters, so
a wrong reading costs one press to mend.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from places.found import FoundPlace
from providers.phrases.crisis import is_crisis
from providers.phrases.lexicon import (
    ACCEPTING,
    ANY_THERAPY,
    BEFORE_NAME,
    CLINIC_WORDS,
    COMBINED,
    DELIVERY,
    NEAR_ME,
    NOISE,
    NOT_OFFERED,
    SEVERAL,
    TIMING,
    Meaning,
    common_words,
    lexicon_of,
)
from providers.phrases.segments import MAX_WORDS, Kind, Segment, best_reading, segments_of
from providers.phrases.tokens import Token, tokens_of
from providers.search.criteria import ANY, ProgramCriterion, SearchCriteria
from providers.search.names import CREDENTIALS
from providers.vocabulary.catalog import Catalog

MAX_PHRASE = 200
# The states of TRICARE's West region since January 2025; the others are East.
TRICARE_WEST = frozenset(
    [
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "HI",
        "ID",
        "IL",
        "IA",
        "KS",
        "LA",
        "MN",
        "MO",
        "MT",
        "NE",
        "NV",
        "NM",
        "ND",
        "OK",
        "OR",
        "SD",
        "TX",
        "UT",
        "WA",
        "WI",
        "WY",
    ]
)
YOUNG = frozenset(("15-17", "18-21"))


@dataclass(frozen=True)
class Phrase:
    """What was understood.

    `chosen` are (parameter, slug) pairs. `name` is what may be somebody's name: a clinic's or a person's.
    `not_offered` names other treatments that were asked for.
    """

    text: str
    place: FoundPlace | None = None
    is_near_me: bool = False
    radius: int | None = None
    chosen: tuple[tuple[str, str], ...] = ()
    program: ProgramCriterion | None = None
    is_accepting: bool = False
    name: str = ""
    not_offered: tuple[str, ...] = ()
    is_crisis: bool = False

    @property
    def has_search(self) -> bool:
        """Whether anything was understood that a search can use."""
        return bool(
            self.place or self.is_near_me or self.radius or self.chosen or self.program or self.is_accepting
        )

    def values(self, parameter: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.chosen if name == parameter)

    def criteria(self) -> SearchCriteria:
        """The search that was asked for, with the name among its filters."""
        parameters: dict[str, tuple[str, ...]] = {}
        for name, value in self.chosen:
            parameters[name] = (*parameters.get(name, ()), value)
        criteria = SearchCriteria.asking(
            near=self.place.label if self.place else "",
            program=(self.program,) if self.program else (),
            name=self.name,
            **parameters,
            **({"accepting": True} if self.is_accepting else {}),
        )
        return replace(criteria, radius=float(self.radius)) if self.radius else criteria


def read_phrase(text: str, catalog: Catalog) -> Phrase:
    """What a text asks for. Takes any text."""
    tokens = tokens_of(text[:MAX_PHRASE])[:MAX_WORDS]
    crisis = is_crisis(text)
    if not tokens:
        return Phrase(text, is_crisis=crisis)
    lexicon = lexicon_of(catalog)
    reading = best_reading(tokens, segments_of(tokens, lexicon))
    place = next((segment.place.place for segment in reading if segment.place), None)
    meanings = [segment.meanings for segment in reading if segment.kind == Kind.MEANING]
    chosen = _chosen(meanings, place)
    return Phrase(
        text,
        place=place,
        is_near_me=place is None and _has(meanings, NEAR_ME),
        radius=next((int(m.value) for group in meanings for m in group if m.table == "radius"), None),
        chosen=_without_programs(chosen, program := _program(reading, chosen)),
        program=program,
        is_accepting=_has(meanings, ACCEPTING),
        name="" if crisis else _name(text, tokens, reading),
        not_offered=tuple(
            dict.fromkeys(m.value for group in meanings for m in group if m.table == NOT_OFFERED)
        ),
        is_crisis=crisis,
    )


def _has(meanings: Iterable[tuple[Meaning, ...]], table: str) -> bool:
    return any(meaning.table == table for group in meanings for meaning in group)


_OTHER_TABLES = frozenset(
    (TIMING, DELIVERY, COMBINED, ANY_THERAPY, ACCEPTING, NEAR_ME, NOT_OFFERED, BEFORE_NAME, "radius")
)


def _chosen(groups: list[tuple[Meaning, ...]], place: FoundPlace | None) -> tuple[tuple[str, str], ...]:
    pairs: dict[tuple[str, str], None] = {}
    for group in groups:
        for meaning in group:
            if meaning.table in _OTHER_TABLES:
                continue
            for value in _values(meaning, place):
                pairs[meaning.table, value] = None
    chosen = list(pairs)
    ages = {value for name, value in chosen if name == "age_group"}
    if ("condition", "mdd") in chosen and ages and ages <= YOUNG:
        chosen[chosen.index(("condition", "mdd"))] = ("condition", "mdd-15-21")
    if ("condition", "anxious-depression") in chosen:
        chosen = [pair for pair in chosen if pair not in (("condition", "gad"), ("condition", "mdd"))]
    return tuple(chosen)


def _values(meaning: Meaning, place: FoundPlace | None) -> tuple[str, ...]:
    if meaning.value not in SEVERAL:
        return (meaning.value,)
    if place is None:
        return SEVERAL[meaning.value]
    return ("tricare-west",) if place.state in TRICARE_WEST else ("tricare-east",)


def _program(reading: list[Segment], chosen: tuple[tuple[str, str], ...]) -> ProgramCriterion | None:
    """A program if the phrase says how therapy is combined with TMS."""
    tables = {
        meaning.table: meaning.value
        for segment in reading
        for meaning in segment.meanings
        if segment.kind == Kind.MEANING
    }
    timing, delivery = tables.get(TIMING, ANY), tables.get(DELIVERY, ANY)
    said_therapy = any(meaning.table == ANY_THERAPY for segment in reading for meaning in segment.meanings)
    therapy = next((value for name, value in chosen if name == "therapy"), ANY)
    if timing == delivery == ANY and not (COMBINED in tables and (said_therapy or therapy != ANY)):
        return None
    return ProgramCriterion(therapy, timing, delivery)


def _without_programs(
    chosen: tuple[tuple[str, str], ...], program: ProgramCriterion | None
) -> tuple[tuple[str, str], ...]:
    """A therapy that the program names needn't be asked for twice."""
    if program is None:
        return chosen
    return tuple(pair for pair in chosen if pair != ("therapy", program.therapy))


def _name(text: str, tokens: tuple[Token, ...], reading: list[Segment]) -> str:
    """The words that are left and look like a name, as typed; empty if there are none."""
    told = next((segment for segment in reading if segment.kind == Kind.NAME), None)
    if told is not None:
        return _typed(text, tokens, told.start, told.end)
    runs = sorted(_open_runs(tokens, reading), key=lambda run: run[0] - run[1])
    return next(
        (_typed(text, tokens, start, end) for start, end in runs if _looks_like_a_name(tokens, start, end)),
        "",
    )


def _open_runs(tokens: tuple[Token, ...], reading: list[Segment]) -> list[tuple[int, int]]:
    """Runs of words that nothing explains, with clinic words among or after them."""
    common = common_words()
    is_open = [False] * len(tokens)
    for segment in reading:
        for at in range(segment.start, segment.end):
            if segment.kind == Kind.UNKNOWN:
                is_open[at] = tokens[at].word not in common or tokens[at].is_capitalized
            elif segment.kind == Kind.NOISE:
                is_open[at] = all(
                    meaning.table in (CLINIC_WORDS, NOISE) for meaning in segment.meanings
                ) and any(meaning.table == CLINIC_WORDS for meaning in segment.meanings)
    explained = {
        at for segment in reading if segment.kind == Kind.NOISE for at in range(segment.start, segment.end)
    }
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for at in range(len(tokens) + 1):
        inside = at < len(tokens) and is_open[at] and not (start is not None and tokens[at].begins_part)
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            end = at
            while start < end and (start in explained):
                start += 1
            while end > start and tokens[end - 1].word in _LOOSE_ENDS:
                end -= 1
            if end > start:
                runs.append((start, end))
            start = at if at < len(tokens) and is_open[at] else None
    return runs


_LOOSE_ENDS = frozenset(("and", "the", "of", "tms")) | CREDENTIALS


def _looks_like_a_name(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return any(
        token.word.isalpha() and len(token.word) >= 3 and token.word not in common_words()
        for token in tokens[start:end]
    )


def _typed(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    return text[tokens[start].start : tokens[end - 1].end].strip(' ,;:.?!¿¡()"“”')
