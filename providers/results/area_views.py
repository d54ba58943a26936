"""The pages of states, counties, cities and neighborhoods."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from places.found import FoundPlace
from places.index import place_index
from places.lookup import PlaceNotFound, find_city, find_state
from providers.counting.visits import count_appearances
from providers.listing import structured_data
from providers.results.area import area_links, criteria_of
from providers.results.card_rows import card_rows
from providers.results.page import results_page
from providers.search.finding import find_criteria
from providers.search.service import search_index
from providers.web.addresses import place_address, state_address


def state(request: HttpRequest, state: str) -> HttpResponse:
    """The places in a state or territory, and its largest cities."""
    try:
        place = find_state(state)
    except PlaceNotFound as error:
        raise Http404 from error
    return _page(request, place, state_address(place.state))


def city(request: HttpRequest, state: str, city_slug: str) -> HttpResponse:
    """The places around a city or neighborhood, or in a county or region.

    Addresses of earlier releases and other names of a county redirect: /tms/ny/kings-county/ is Brooklyn.
    """
    try:
        place = find_city(state, city_slug.lower())
    except PlaceNotFound as error:
        moved = place_index().moved(state.upper(), city_slug.lower())
        if moved is None:
            raise Http404 from error
        return HttpResponsePermanentRedirect(place_address(moved))
    return _page(request, place, place_address(place))


def _page(request: HttpRequest, place: FoundPlace, path: str) -> HttpResponse:
    if request.path != path:  # /tms/IL/ and /tms/il/ are one page
        return HttpResponsePermanentRedirect(path)
    finding = find_criteria(criteria_of(place), search_index.index())
    page = results_page(finding, card_rows.of(finding.hits_to_show), path=path)
    count_appearances(request, finding.result)
    origin = request.build_absolute_uri("/")[:-1]
    area = area_links(place)
    context = {
        "page": page,
        "origin": origin,
        "area": area,
        "structured_data": [structured_data.as_json(structured_data.breadcrumbs(area.trail, origin))],
    }
    return render(request, "providers/results/page.jinja", context, using="jinja2")
