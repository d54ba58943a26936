"""Telling search engines which pages there are and which aren't for them."""

from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.limits_in_memory import limited_in_memory
from content.models import GuideVersion
from content.terms.addresses import PAGES, term_url, vocabulary_url
from places.states import STATE_BY_CODE
from providers.models import Location
from providers.search.service import search_index
from providers.web.addresses import state_address

# Pages with an address of their own. Results pages are not among them: every search makes another one.
NAMES = (
    "home",
    "guides",
    "evidence-grades",
    "planner",
    "sheet-questions",
    "sheet-letter",
    "glossary",
    "review-policy",
    "review-ledger",
    "about",
    "add-clinic",
    "about-data",
    "accessibility",
    "contact",
    "health-data-privacy",
    "medical-disclaimer",
    "minors",
    "privacy",
    "takedown",
    "terms",
)

# Pages for signed-in users, endpoints for scripts, and forms that a person sends once.
DISALLOWED = (
    "/accounts/",
    "/admin/",
    "/api/",
    "/health-data-privacy/request/",
    "/moderation/",
    "/places/",
    "/providers/*/call/",
    "/providers/*/report/",
    "/providers/*/website/",
    "/reviews/write/",
    "/staff/",
)


class PagesSitemap(Sitemap):
    """The pages that every site has."""

    def items(self) -> list[str]:
        vocabularies = [vocabulary_url(vocabulary) for vocabulary in PAGES]
        states = map(state_address, STATE_BY_CODE)
        return [*(reverse(name) for name in NAMES), *vocabularies, *states]

    def location(self, item: str) -> str:
        return item


class TermsSitemap(Sitemap):
    """One page per term: conditions, therapies, ..."""

    def items(self) -> list[tuple[str, str]]:
        catalog = search_index.index().catalog
        return [(vocabulary, term.slug) for vocabulary in PAGES for term in catalog.offered(vocabulary)]

    def location(self, item: tuple[str, str]) -> str:
        return term_url(*item)


class GuidesSitemap(Sitemap):
    """The guides that readers can see now."""

    def items(self) -> QuerySet[GuideVersion]:
        versions = GuideVersion.objects.live().select_related("guide")
        return versions.only("guide__slug", "guide", "written_on").order_by("guide__slug")

    def lastmod(self, item: GuideVersion) -> date | None:
        return item.written_on


class LocationsSitemap(Sitemap):
    """Published locations of real practices. Invented ones are only for visitors of the demo."""

    limit = 10_000  # a fifth of what is allowed, because each file is made on request

    def items(self) -> QuerySet[Location]:
        real = Location.objects.published().filter(practice__is_demo=False)
        return real.only("name", "city").order_by("pk")


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PagesSitemap,
    "terms": TermsSitemap,
    "guides": GuidesSitemap,
    "providers": LocationsSitemap,
}


@limited_in_memory("sitemap", "20/min", methods=("GET", "HEAD"))
def sitemap(request: HttpRequest, **options: Any) -> HttpResponse:
    """One file of a sitemap. It has up to 10,000 addresses, which take a second to write."""
    return sitemaps.sitemap(request, **options)


def robots(request: HttpRequest) -> HttpResponse:
    """Which addresses crawlers should not visit."""
    context = {
        "disallowed": DISALLOWED,
        "sitemap": request.build_absolute_uri(reverse("sitemap")),
    }
    return render(request, "directory/robots.txt", context, content_type="text/plain; charset=utf-8")
