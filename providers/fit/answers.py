"""The answers of a place to what was asked: one line for each thing, with yes, no or not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from providers import words
from providers.fields.definitions import FIELDS
from providers.fields.field import Field
from providers.fields.filters import FILTERS, SearchFilter
from providers.fields.kinds import Networks, Number, Plain, VocabularyTerms, YesNo
from providers.fields.patient_lines import line_text
from providers.fit.closeness import Fit, matches
from providers.fit.offered import Offered
from providers.models import PayerNetwork, Vocabulary
from providers.search.criteria import SearchCriteria
from providers.vocabulary.catalog import Catalog
from providers.vocabulary.cleared import has_clearance, is_cleared
from providers.web.program_words import program_label

_TMS, _THERAPY = PayerNetwork.Service.TMS.value, PayerNetwork.Service.THERAPY.value
_SERVICE_WORDS = {_TMS: "TMS", _THERAPY: "therapy"}
ACCEPTING, WAIT = "accepting_new_patients", "wait_weeks"


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
    """What a place says to each filter of a search, in the page's order, then what everybody wants to know:
    when a first visit is possible. What the fit says already isn't said again."""
    for search_filter in FILTERS:
        if search_filter.field.name in (ACCEPTING, WAIT):
            continue
        if search_filter.is_program:
            for number, program in enumerate(criteria.program):
                found = any(matches(each, program) for each in offered.programs)
                if number or not found:
                    sign = Sign.YES if found else Sign.UNKNOWN
                    yield Answer(sign, program_label(program, catalog))
            continue
        for value in criteria.values(search_filter.parameter):
            if search_filter.vocabulary == Vocabulary.THERAPY and value in fit.therapies:
                continue
            yield _answer(search_filter, value, offered, catalog)
    yield first_visit(offered)
    for field in FIELDS:
        if field.on_card and field.name != ACCEPTING:
            yield _unasked(field, offered)


def first_visit(offered: Offered) -> Answer:
    """Whether the place takes new patients, and how soon."""
    accepting, weeks = offered.values.get(ACCEPTING), offered.values.get(WAIT)
    if accepting is False:
        return Answer(Sign.NO, "Not taking new patients")
    if weeks is not None:
        soon = "this week" if weeks == 0 else f"in about {words.count(weeks, 'week')}"
        return Answer(Sign.YES, f"First visit {soon}")
    if accepting:
        return Answer(Sign.YES, "Taking new patients")
    return Answer(Sign.UNKNOWN, "First visit: not known")


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
    if not has_clearance(slug, catalog):
        return " (off-label)"
    devices = [term.slug for term in offered.of(Vocabulary.DEVICE)]
    return " (cleared)" if any(is_cleared(device, slug, catalog) for device in devices) else ""


def _unasked(field: Field, offered: Offered) -> Answer:
    """A further field that the definitions show on every card."""
    label, kind = field.label_on_card, field.kind
    if isinstance(kind, VocabularyTerms):
        names = [words.short_label(term.label) for term in offered.of(kind.vocabulary)]
        text = words.shortened(names, 3)
    else:
        assert isinstance(kind, Plain)
        text = line_text(field, offered.values)
    return Answer(Sign.YES, f"{label}: {text}") if text else Answer(Sign.UNKNOWN, f"{label}: not known")
