"""The page of a location."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from providers.counting.visits import count_view
from providers.listing import structured_data
from providers.listing.location import location_page
from providers.listing.reading import ListingNotFound, read_listing
from providers.models import Location
from providers.search.service import search_index
from providers.web.trail import location_trail


def location(request: HttpRequest, location_id: int, slug: str = "") -> HttpResponse:
    """One location. Its id decides; an outdated or wrong name in the address redirects to the right one."""
    try:
        listing = read_listing(location_id)
    except ListingNotFound as error:
        raise Http404 from error
    found = listing.location
    if not found.has_page:
        raise Http404
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    count_view(request, found.pk)
    origin = request.build_absolute_uri("/")[:-1]
    canonical = f"{origin}{found.get_absolute_url()}"
    trail = location_trail(found)
    data = [structured_data.breadcrumbs(trail, origin)]
    if not listing.practice.is_demo:  # an invented place is no clinic
        data.insert(0, structured_data.clinic(listing, canonical, timezone.localdate()))
    context = {
        "page": location_page(listing, search_index.index().catalog),
        "trail": trail,
        "canonical": canonical,
        "structured_data": [structured_data.as_json(item) for item in data],
    }
    if not may_edit(request, found):
        return render(request, "providers/listing/page.html", context)
    response = render(request, "providers/listing/page.html", context | {"edit_url": edit_url(found)})
    patch_cache_control(response, private=True)
    return response


def may_edit(request: HttpRequest, location: Location) -> bool:
    """Whether somebody is signed in who may edit the listing. Visitors have no session to ask about."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.has_perm("listings.edit_listing", location)


def edit_url(location: Location) -> str:
    return reverse("listing", args=[location.pk])
