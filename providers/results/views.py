"""The page of results."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from providers.counting.visits import count_appearances
from providers.results.card_rows import card_rows
from providers.results.page import results_page
from providers.search.finding import find
from providers.web.stencil import as_ascii


def results(request: HttpRequest) -> HttpResponse:
    """What the address asks for. Any query string is answered: what makes no sense is named and ignored.

    A script gets the same whole page as everyone else and takes its part of it, so that there is one answer
    for one address, in every cache.
    """
    finding = find(request.GET)
    page = results_page(finding, card_rows.of(finding.hits_to_show))
    count_appearances(request, finding.result)
    context = {
        "page": page,
        "origin": f"{request.scheme}://{request.get_host()}",
        "area": None,
        "structured_data": (),
    }
    html = render_to_string("providers/results/page.jinja", context, request, using="jinja2")
    return HttpResponse(as_ascii(html))
