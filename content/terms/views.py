"""The pages of the vocabularies and of their terms."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from content.terms.addresses import term_url, vocabulary_url
from content.terms.page import VocabularyPage, near_misses, term_page, vocabulary_page
from content.terms.structured_data import term_data, vocabulary_data
from providers.listing.structured_data import as_json, breadcrumbs
from providers.models import Clearance, Vocabulary
from providers.search.index import SearchIndex
from providers.search.service import search_index


def vocabulary(request: HttpRequest, vocabulary: str) -> HttpResponse:
    """All terms of a vocabulary, with the number of places for each."""
    page = _all_terms(vocabulary, search_index.index())
    origin = request.build_absolute_uri("/")[:-1]
    data = [
        breadcrumbs(page.trail, origin),
        vocabulary_data(page, url=f"{origin}{vocabulary_url(vocabulary)}", origin=origin),
    ]
    context = {"page": page, "structured_data": [as_json(item) for item in data if item]}
    return render(request, "content/terms/vocabulary.html", context)


def term(request: HttpRequest, vocabulary: str, slug: str) -> HttpResponse:
    """One term. A slug in capitals redirects; an unknown one gets suggestions with status 404."""
    index = search_index.index()
    found = index.catalog.get(vocabulary, slug.lower())
    if found is None:
        return _unknown(request, vocabulary, slug, index)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(term_url(vocabulary, found.slug))
    page = term_page(found, index, _clearances(found.vocabulary, found.id))
    origin = request.build_absolute_uri("/")[:-1]
    data = [
        breadcrumbs(page.trail, origin),
        term_data(
            page,
            url=f"{origin}{term_url(vocabulary, found.slug)}",
            set_url=f"{origin}{vocabulary_url(vocabulary)}",
        ),
    ]
    context = {"page": page, "structured_data": [as_json(item) for item in data]}
    return render(request, "content/terms/term.html", context)


def _unknown(request: HttpRequest, vocabulary: str, slug: str, index: SearchIndex) -> HttpResponse:
    context = {
        "page": _all_terms(vocabulary, index),
        "meant": near_misses(slug, vocabulary, index.catalog),
    }
    return render(request, "content/terms/unknown.html", context, status=404)


def _all_terms(vocabulary: str, index: SearchIndex) -> VocabularyPage:
    facts = Clearance.objects.all() if vocabulary == Vocabulary.CONDITION else ()
    return vocabulary_page(vocabulary, index, facts)


def _clearances(vocabulary: Vocabulary, term_id: int) -> list[Clearance]:
    """The clearances of a condition or a device, oldest first; none for other vocabularies."""
    rows = Clearance.objects.select_related("device", "condition")
    if vocabulary == Vocabulary.CONDITION:
        return list(rows.filter(condition=term_id))
    if vocabulary == Vocabulary.DEVICE:
        return list(rows.filter(device=term_id))
    return []
