"""What counts as a visit: a person's browser that shows a page now."""

import re

from django.http import HttpRequest

from providers.counting.counts import counts
from providers.models import DailyCount
from providers.search.result import SearchResult

# The words that crawlers, previews, monitors and libraries use for themselves. Cubot makes phones.
ROBOT = re.compile(
    r"(?<!cu)bot(?:\b|[/;_-])|crawl|spider|slurp|archiv|preview|monitor|uptime|pingdom|lighthouse|headless|scan|fetch"
    r"|curl|wget|python|httpx|okhttp|go-http|java/|libwww|axios|node|ruby|perl|php|feed|facebookexternalhit",
    re.IGNORECASE,
)


def is_person(request: HttpRequest) -> bool:
    """Whether this looks like a person: not a robot that says so, nor a browser that only prefetches."""
    agent = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return bool(agent) and not ROBOT.search(agent) and "prefetch" not in purpose


def count_view(request: HttpRequest, location_id: int) -> None:
    """The page of a location was shown."""
    if request.method == "GET" and is_person(request):
        counts.add(DailyCount.Kind.VIEW, [location_id])


def count_appearances(request: HttpRequest, result: SearchResult | None) -> None:
    """A first page of results was shown: its locations were what somebody's search found."""
    if result is not None and result.page == 1 and request.method == "GET" and is_person(request):
        counts.add(DailyCount.Kind.APPEARANCE, [hit.id for hit in result.hits])
