"""The one box: what was typed, read into a search, and what the page says about it."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils import timezone

from providers.fields.filters import PROGRAM
from providers.phrases.crisis import is_crisis
from providers.phrases.reading import Phrase, read_phrase
from providers.results.links import Link
from providers.search.criteria import SearchCriteria
from providers.search.filterset import read_criteria
from providers.search.index import SearchIndex

# The parameters of the form: what was typed, and the search that it was typed on.
TYPED, KEPT = "q", "on"

# What people ask for that a directory of TMS doesn't have.
NOT_OFFERED = {
    "ketamine": "Ketamine isn’t TMS, so we don’t list it. A psychiatrist can tell you about both.",
    "esketamine": "Spravato isn’t TMS, so we don’t list it. A psychiatrist can tell you about both.",
    "ect": "ECT isn’t TMS, so we don’t list it. A psychiatrist can tell you how the two differ.",
    "psychedelics": "We list only TMS, not treatment with psychedelics.",
    "medicine": "We list only TMS, not prescriptions. Your doctor or pharmacy can help with medicine.",
    "other-stimulation": "This treatment isn’t TMS, so we don’t list it. A psychiatrist can explain both.",
    "inpatient": "We list only places that give TMS. For hospital care or rehab, ask your doctor or plan.",
    "testing": "We list only places that give TMS, not testing or letters. Your doctor can refer you.",
}


@dataclass(frozen=True)
class OneBox:
    """What the page says about a typed text: `text` itself, help in a crisis, kind words about what isn't
    here, and the offer to look for the rest as a name. `kept` is the search that the next text may add to."""

    text: str = ""
    kept: str = ""
    is_crisis: bool = False
    notes: tuple[str, ...] = ()
    as_name: Link | None = None


def is_typed(parameters: QueryDict) -> bool:
    """Whether a request comes from the box itself, and wasn't read yet."""
    return bool(parameters.get(TYPED, "").strip()) and set(parameters) <= {TYPED, KEPT}


def search_for(parameters: QueryDict, index: SearchIndex) -> SearchCriteria | None:
    """The search that a typed text asks for; None if nothing of it was understood.

    A text without a place adds to the search that it was typed on; one with a place begins anew.
    """
    text = str(parameters[TYPED]).strip()
    phrase = read_phrase(text, index.catalog)
    criteria = phrase.criteria()
    name = phrase.name if phrase.name and _is_a_name(phrase, index) else ""
    if not (phrase.has_search or name):
        return None
    criteria = replace(criteria, name=name)
    kept, _ = read_criteria(QueryDict(parameters.get(KEPT, "")), index.catalog)
    if phrase.place is None and not phrase.is_near_me:
        criteria = _added(kept, criteria)
    return replace(criteria, q=criteria.q or text)


def one_box(criteria: SearchCriteria, index: SearchIndex, path: str) -> OneBox:
    """What a page says about the texts in its search fields."""
    kept = SearchCriteria.to_url(replace(criteria, q="", page=1), "").removeprefix("?")
    crisis = any(is_crisis(text) for text in (criteria.q, criteria.near, criteria.name) if text)
    if not criteria.q:
        return OneBox(kept=kept, is_crisis=crisis)
    phrase = read_phrase(criteria.q, index.catalog)
    as_name = None
    if phrase.name and phrase.name != criteria.name:
        as_name = Link(phrase.name, replace(criteria, q="", name=phrase.name, page=1).to_url(path))
    return OneBox(
        criteria.q, kept, crisis, tuple(NOT_OFFERED[treatment] for treatment in phrase.not_offered), as_name
    )


def _is_a_name(phrase: Phrase, index: SearchIndex) -> bool:
    """Whether the words that are left are somebody's name, or all that there is."""
    if not phrase.has_search:
        return True
    return bool(index.count(SearchCriteria(name=phrase.name), None, today=timezone.localdate()))


def _added(kept: SearchCriteria, more: SearchCriteria) -> SearchCriteria:
    """The search that was there, with more filters; a filter that is named again is replaced."""
    chosen = dict(kept.chosen) | dict(more.chosen)
    return replace(
        SearchCriteria.asking(**{name: values for name, values in chosen.items() if name != PROGRAM}),
        near=kept.near,
        point=kept.point,
        radius=more.radius if more.radius != SearchCriteria().radius else kept.radius,
        program=more.program or kept.program,
        fresh=kept.fresh,
        include_unconfirmed=kept.include_unconfirmed,
        name=more.name or kept.name,
        sort=kept.sort,
    )
