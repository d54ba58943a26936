"""The page of results."""

from django.http import HttpRequest, HttpResponse

from providers.counting.visits import count_appearances
from providers.results import results as presenter
from providers.results import results_html
from providers.search.finding import find


def results(request: HttpRequest) -> HttpResponse:
    """What the address asks for. Any query string is answered: what makes no sense is named and ignored.

    A script gets the same whole page as everybody else and takes its part of it, so that there is one
    answer for one address, in every cache.
    """
    finding = find(request.GET)
    page = presenter.present(finding)
    count_appearances(request, finding.result)
    return HttpResponse(results_html.document(page, f"{request.scheme}://{request.get_host()}"))
