"""The index of guides with its search, a guide, and its print view."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from content.guides import structured_data
from content.guides.index_page import index_page
from content.guides.page import GuidePage, guide_page, without_forms
from content.guides.trail import guide_trail
from content.models import GuideVersion
from providers.listing.structured_data import as_json, breadcrumbs
from providers.search.service import search_index


def index(request: HttpRequest) -> HttpResponse:
    """All guides by topic, or the results of the search for `q`."""
    page = index_page(request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "content/guides/index.html", {"page": page, "current_page": "guides"})


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The published version of a guide."""
    return render(request, "content/guides/guide.html", guide_context(request, live_page(slug)))


def print_view(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide for paper: without forms, with every address written out."""
    page = without_forms(live_page(slug))
    return render(request, "content/guides/guide_print.html", guide_context(request, page))


def live_page(slug: str) -> GuidePage:
    """The page of the published version. Raises Http404 if there is none."""
    return page_of(get_object_or_404(GuideVersion.objects.live().for_page(), guide__slug=slug))


def page_of(version: GuideVersion) -> GuidePage:
    """The page of a version that was read with `for_page`, with today's vocabulary."""
    return guide_page(version, search_index.index())


def guide_context(request: HttpRequest, page: GuidePage) -> dict[str, object]:
    """The context of a guide's templates."""
    origin = request.build_absolute_uri("/")[:-1]
    url = page.version.get_absolute_url()
    canonical = f"{origin}{url}"
    trail = guide_trail(page.version.title, url)
    data = [
        structured_data.medical_web_page(page, url=canonical, origin=origin, site_name=settings.SITE_NAME),
        breadcrumbs(trail, origin),
    ]
    if page.text.questions:
        data.append(structured_data.faq_page(page, url=canonical))
    return {
        "page": page,
        "trail": trail,
        "canonical": canonical,
        "structured_data": [as_json(item) for item in data],
        "current_page": "guides",
    }
