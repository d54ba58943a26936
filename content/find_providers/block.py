"""A saved search that asks only for a place, for guides (`::: find-providers`) and pages of terms.

Its count is live and comes from the search index of the page, without a query. Pages with this block need
`css/components/find-providers.css`.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from providers import words as in_words
from providers.models import Vocabulary
from providers.search.criteria import SearchCriteria
from providers.search.filterset import SearchFilterSet, read_criteria
from providers.search.index import SearchIndex
from providers.vocabulary.catalog import Catalog

# Not part of a saved search: the form asks for the place, and the results begin with their first page.
NOT_SAVED = ("near", "lat", "lng", "page")


@dataclass(frozen=True)
class FindProviders:
    """`hidden` are the parameters of the saved search. `count` is empty while the database is down."""

    id: str
    words: str
    hidden: tuple[tuple[str, str], ...]
    count: str
    everywhere_url: str


def render_find_providers(query: str, words: str, index: SearchIndex | None, number: int = 1) -> SafeString:
    """The HTML of `find_providers_block`."""
    block = find_providers_block(query, words, index, number)
    return render_to_string("content/find_providers/block.html", {"block": block})


def find_providers_block(query: str, words: str, index: SearchIndex | None, number: int = 1) -> FindProviders:
    """The block for a search query such as `program=erp:any:on-site`, with `words` as its heading.

    Without an `index`, because the database is away and this process has none yet, there is no count.
    `number` (1, 2, ...) keeps the ids of several blocks on a page apart. Invalid parameters are ignored.
    """
    parameters = QueryDict(query)
    if index is None:
        return _block(words, number, _plain_pairs(parameters), "")
    criteria, _ = read_criteria(parameters, index.catalog)
    criteria = without_place(criteria)
    total = index.count(criteria, None, today=timezone.localdate())
    return _block(words, number, criteria.to_query(), count_sentence(total))


def count_sentence(total: int) -> str:
    """The number of matches, which are of the whole country."""
    places = in_words.count(total, "place") if total else "no place"
    verb = "match" if total > 1 else "matches"
    return f"Right now {places} in the United States {verb}."


def without_place(criteria: SearchCriteria) -> SearchCriteria:
    return replace(criteria, near="", point=None, page=1)


def problems_with(query: str, catalog: Catalog) -> tuple[str, ...]:
    """The mistakes in an author's query, a sentence each, for the honesty check."""
    parameters = QueryDict(query)
    unknown = [name for name in parameters if name not in SearchFilterSet.base_filters]
    problems = [f"There is no search parameter “{name}”." for name in unknown]
    problems += [
        f"The block asks for the place, so “{name}” does not belong there."
        for name in NOT_SAVED
        if name in parameters
    ]
    return (*problems, *(message.text for message in read_criteria(parameters, catalog)[1]))


def _block(words: str, number: int, hidden: tuple[tuple[str, str], ...], count: str) -> FindProviders:
    url = reverse("results")
    everywhere = f"{url}?{urlencode(hidden)}" if hidden else url
    return FindProviders(f"find-{number}", words or "Find providers", hidden, count, everywhere)


def _plain_pairs(parameters: QueryDict) -> tuple[tuple[str, str], ...]:
    """The known parameters without validation; the results page validates them."""
    known = [name for name in parameters if name in SearchFilterSet.base_filters and name not in NOT_SAVED]
    return tuple((name, value) for name in known for value in parameters.getlist(name))


def term_query(vocabulary: str, slug: str) -> str | None:
    """The search query for a term; None if one can't search for it."""
    match vocabulary:
        case Vocabulary.TIMING:
            return urlencode({"program": f"any:{slug}"})
        case Vocabulary.DELIVERY:
            return urlencode({"program": f"any:any:{slug}"})
    return urlencode({vocabulary: slug}) if vocabulary in SearchFilterSet.base_filters else None
