"""The index of guides with its search, a guide, and the same for paper."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from content.guides import index_page as index_presenter
from content.guides import page as presenter
from content.guides import structured_data
from content.guides.trail import guide_trail
from content.models import GuideVersion
from providers.listing.structured_data import as_json, breadcrumbs
from providers.search.service import search_index


def index(request: HttpRequest) -> HttpResponse:
    """All guides by topic, or those that answer `q`."""
    page = index_presenter.present(request.GET.get("q", ""), request.GET.get("page", ""))
    return render(request, "content/guides/index.html", {"page": page, "current_page": "guides"})


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers see of a guide now."""
    version = get_object_or_404(presenter.with_all(GuideVersion.objects.live()), guide__slug=slug)
    return render(request, "content/guides/guide.html", context_of(request, version))


def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide without what only works on a screen, every address written out."""
    version = get_object_or_404(presenter.with_all(GuideVersion.objects.live()), guide__slug=slug)
    context = context_of(request, version)
    context["page"] = presenter.without_forms(context["page"])
    return render(request, "content/guides/guide_print.html", context)


def context_of(request: HttpRequest, version: GuideVersion) -> dict[str, object]:
    """What the templates of a guide's page need; `version` came through `with_all`."""
    page = presenter.present(version, search_index.index().features.catalog)
    origin = request.build_absolute_uri("/")[:-1]
    canonical = f"{origin}{page.url}"
    trail = guide_trail(page.title, page.url)
    data = [
        structured_data.medical_web_page(page, url=canonical, origin=origin, site_name=settings.SITE_NAME),
        breadcrumbs(trail, origin),
    ]
    if page.questions:
        data.append(structured_data.faq_page(page, url=canonical))
    return {
        "page": page,
        "trail": trail,
        "canonical": canonical,
        "structured_data": [as_json(item) for item in data],
        "current_page": "guides",
    }
