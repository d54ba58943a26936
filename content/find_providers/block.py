"""The block that leads from reading to finding: a saved search that asks only for a place.

For the guides' renderer: `render_find_providers(query, words)` gives the HTML of one `::: find-providers`
block. Its count is live, so a guide that is rendered once and kept holds a placeholder for it and puts this
in with every request. It asks no database: searches are answered from memory. A page with several blocks
passes `number` (1, 2, ...), so that their ids differ. The page needs `css/components/find-providers.css`.
`problems_with(query, catalog)` is for the honesty check.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from providers.models import Vocabulary
from providers.search.criteria import SearchCriteria
from providers.search.filterset import SearchFilterSet, read_criteria
from providers.search.service import DATABASE_IS_DOWN, search_index
from providers.vocabulary.catalog import Catalog
from providers.web import words as in_words

# The place is what the form asks for; the page of results starts with its first page.
NOT_SAVED = ("near", "lat", "lng", "page")


@dataclass(frozen=True)
class FindProviders:
    """What `templates/content/find_providers/block.html` prints. `count` is empty while it isn't known."""

    id: str
    words: str
    hidden: tuple[tuple[str, str], ...]
    count: str
    everywhere_url: str


def render_find_providers(query: str, words: str, number: int = 1) -> SafeString:
    """The block for a results query string such as `program=erp:any:on-site`, with `words` as its heading."""
    template = get_template("content/find_providers/block.html")
    return template.render({"block": present(query, words, number)})


def present(query: str, words: str, number: int = 1) -> FindProviders:
    """Never fails: what makes no sense in the query is left out, as everywhere in the search."""
    parameters = QueryDict(query)
    try:
        index = search_index.index()
        criteria, _ = read_criteria(parameters, index.features.catalog)
        criteria = without_place(criteria)
        total = search_index.search(criteria, None, page_size=1).total
    except DATABASE_IS_DOWN:  # and this process has not read anything yet
        return _block(words, number, _plain_pairs(parameters), "")
    return _block(words, number, criteria.to_query(), count_sentence(total))


def count_sentence(total: int) -> str:
    """How many there are in the whole country, and that it is the whole country."""
    places = in_words.count(total, "place") if total else "no place"
    verb = "match" if total > 1 else "matches"
    return f"Right now {places} in the United States {verb}."


def without_place(criteria: SearchCriteria) -> SearchCriteria:
    return replace(criteria, near="", point=None, page=1)


def problems_with(query: str, catalog: Catalog) -> tuple[str, ...]:
    """What is wrong with a query that an author wrote, a sentence each."""
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
    """The parameters as they are; the page of results will judge them."""
    known = [name for name in parameters if name in SearchFilterSet.base_filters and name not in NOT_SAVED]
    return tuple((name, value) for name in known for value in parameters.getlist(name))


def term_query(vocabulary: str, slug: str) -> str | None:
    """The query that asks for a term; None where the search has no such parameter."""
    match vocabulary:
        case Vocabulary.TIMING:
            return urlencode({"program": f"any:{slug}"})
        case Vocabulary.DELIVERY:
            return urlencode({"program": f"any:any:{slug}"})
    return urlencode({vocabulary: slug}) if vocabulary in SearchFilterSet.base_filters else None
