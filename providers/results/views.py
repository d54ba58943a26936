"""The page of results."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from providers.counting.visits import count_appearances
from providers.results.card_rows import card_rows
from providers.results.found_names import names_found
from providers.results.one_box import is_typed, search_for
from providers.results.page import results_page
from providers.search.finding import find
from providers.search.service import search_index
from providers.web.stencil import as_ascii


def results(request: HttpRequest) -> HttpResponse:
    """What the address asks for. Any query string is answered: what makes no sense is named and ignored.

    A script gets the same whole page as everyone else and takes its part of it, so that there is one answer
    for one address, in every cache.
    """
    if is_typed(request.GET):
        asked = search_for(request.GET, search_index.index())
        if asked is not None:
            return HttpResponseRedirect(asked.to_url(request.path))
    finding = find(request.GET)
    rows = card_rows.of(finding.hits_to_show)
    page = results_page(finding, rows, named=names_found(finding.criteria.name, rows))
    count_appearances(request, finding.result)
    context = {
        "page": page,
        "origin": f"{request.scheme}://{request.get_host()}",
        "area": None,
        "structured_data": (),
    }
    html = render_to_string("providers/results/page.jinja", context, request, using="jinja2")
    return HttpResponse(as_ascii(html))
