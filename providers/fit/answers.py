"""The answers of a place to what was asked: one line for each thing, with yes, no or not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from providers import words
from providers.fields.definitions import FIELD_BY_NAME, FIELDS
from providers.fields.field import Field
from providers.fields.filters import FILTERS, SearchFilter
from providers.fields.kinds import Networks, Number, Plain, VocabularyTerms, YesNo
from providers.fields.patient_lines import followers_of, line_text
from providers.fit.closeness import Fit, matches
from providers.fit.offered import Offered
from providers.models import PayerNetwork, Vocabulary
from providers.search.criteria import SearchCriteria
from providers.vocabulary.catalog import Catalog
from providers.web.program_words import program_label

_TMS, _THERAPY = PayerNetwork.Service.TMS.value, PayerNetwork.Service.THERAPY.value
_SERVICE_WORDS = {_TMS: "TMS", _THERAPY: "therapy"}


class Sign(StrEnum):
    """The value is a part of the line's class, and of the name of its icon."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line: "Aetna for TMS and therapy"."""

    sign: Sign
    text: str

    @classmethod
    def found(cls, name: str) -> "Answer":
        """Who was found by the name that was asked for."""
        return cls(Sign.YES, name)


def answers_of(offered: Offered, criteria: SearchCriteria, catalog: Catalog, fit: Fit) -> Iterator[Answer]:
    """What a place says to each filter of a search, in the page's order, then what everybody wants to know,
    such as how soon a first visit is possible. What the fit says already isn't said again."""
    for search_filter in FILTERS:
        field = search_filter.field
        if isinstance(field.kind, Plain) and (
            field.on_card or (field.follows and FIELD_BY_NAME[field.follows].on_card)
        ):
            continue  # said to everybody, at the end
        if search_filter.is_program:
            yield from _programs(offered, criteria, catalog)
            continue
        for value in criteria.values(search_filter.parameter):
            if search_filter.vocabulary != Vocabulary.THERAPY or value not in fit.therapies:
                yield _answer(search_filter, value, offered, catalog)
    for field in FIELDS:
        if field.on_card:
            yield _for_everybody(field, offered)


def _programs(offered: Offered, criteria: SearchCriteria, catalog: Catalog) -> Iterator[Answer]:
    """The programs that were asked for but the first one, which the fit tells."""
    for number, program in enumerate(criteria.program):
        is_offered = any(matches(each, program) for each in offered.programs)
        if number or not is_offered:
            yield Answer(Sign.YES if is_offered else Sign.UNKNOWN, program_label(program, catalog))


def _answer(search_filter: SearchFilter, value: str, offered: Offered, catalog: Catalog) -> Answer:
    kind = search_filter.field.kind
    label = search_filter.answer_label(value, catalog)
    if isinstance(kind, Networks):
        return _insurance(offered.in_network.get(value, ()), label)
    if isinstance(kind, VocabularyTerms):
        if not offered.has(kind.vocabulary, value):
            return Answer(Sign.UNKNOWN, f"{label}: not listed")
        return Answer(Sign.YES, f"{label}{_clearance(kind.vocabulary, value, offered, catalog)}")
    known = offered.values.get(search_filter.field.name)
    if known is None:
        return Answer(Sign.UNKNOWN, f"{label}: not known")
    if isinstance(kind, YesNo):
        return Answer(Sign.YES, label) if known else Answer(Sign.NO, f"Not {words.inside_sentence(label)}")
    assert isinstance(kind, Number)  # no other kind is filtered by
    sign = Sign.YES if known <= int(value) else Sign.NO
    return Answer(sign, words.capitalized(kind.phrase(known)))


def _insurance(services: tuple[str, ...], label: str) -> Answer:
    if not services:
        return Answer(Sign.UNKNOWN, f"{label}: not listed")
    if len(services) > 1:
        return Answer(Sign.YES, f"{label} for both")
    return Answer(Sign.YES, f"{label} for {_SERVICE_WORDS[services[0]]} only")


def _clearance(vocabulary: Vocabulary, slug: str, offered: Offered, catalog: Catalog) -> str:
    """Behind a condition, whether a device that is used here is FDA-cleared for it."""
    if vocabulary != Vocabulary.CONDITION:
        return ""
    if not catalog.has_clearance(slug):
        return " (off-label)"
    devices = [term.slug for term in offered.of(Vocabulary.DEVICE)]
    return " (cleared)" if any(catalog.is_cleared(device, slug) for device in devices) else ""


def _for_everybody(field: Field, offered: Offered) -> Answer:
    """A field that the definitions show on every card, in one line with the fields that complete it."""
    label, kind = field.label_on_card, field.kind
    if isinstance(kind, VocabularyTerms):
        names = [words.short_label(term.label) for term in offered.of(kind.vocabulary)]
        return _told(label, words.shortened(names, 3))
    if not isinstance(kind, YesNo) or field.filter is None:
        return _told(label, line_text(field, offered.values))
    value, label = offered.values[field.name], field.filter.label or label
    if value is False:
        return Answer(Sign.NO, f"Not {words.inside_sentence(label)}")
    followers = followers_of(field.name)
    for follower in followers:
        if text := line_text(follower, offered.values):
            return Answer(Sign.YES, words.capitalized(text))
    if value:
        return Answer(Sign.YES, label)
    unknown = next((follower.filter.label for follower in followers if follower.filter), label)
    return Answer(Sign.UNKNOWN, f"{unknown}: not known")


def _told(label: str, text: str) -> Answer:
    return Answer(Sign.YES, f"{label}: {text}") if text else Answer(Sign.UNKNOWN, f"{label}: not known")
