"""The pages of states and cities."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from places.index import FoundPlace
from places.lookup import PlaceNotFound, find_city, find_state
from providers.counting.visits import count_appearances
from providers.listing import structured_data
from providers.results import area as presenter
from providers.results import results
from providers.search.finding import find_criteria
from providers.search.service import search_index
from providers.web.addresses import city_address, state_address


def state(request: HttpRequest, state: str) -> HttpResponse:
    """The places in a state or territory, and its largest cities."""
    try:
        place = find_state(state)
    except PlaceNotFound as error:
        raise Http404 from error
    return _page(request, place, state_address(place.state))


def city(request: HttpRequest, state: str, city_slug: str) -> HttpResponse:
    """The places around a city."""
    try:
        place = find_city(state, city_slug.lower())
    except PlaceNotFound as error:
        raise Http404 from error
    return _page(request, place, city_address(place))


def _page(request: HttpRequest, place: FoundPlace, path: str) -> HttpResponse:
    if request.path != path:  # /tms/IL/ and /tms/il/ are one page
        return HttpResponsePermanentRedirect(path)
    catalog = search_index.index().features.catalog
    finding = find_criteria(presenter.criteria_of(place), catalog=catalog)
    count_appearances(request, finding.result)
    origin = request.build_absolute_uri("/")[:-1]
    area = presenter.links(place)
    context = {
        "page": results.present(finding, path=path),
        "origin": origin,
        "area": area,
        "structured_data": [structured_data.as_json(structured_data.breadcrumbs(area.trail, origin))],
    }
    return render(request, "providers/results/page.html", context)
