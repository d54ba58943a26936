"""What a page costs a visitor: bytes on the wire, and whether it jumps while it loads.

The site is the one that an operator runs, so these are the files as they are hashed and compressed.
"""

import pytest
from playwright.sync_api import Page, Request, Route

from tests.journeys.addresses import ADDRESSES
from tests.journeys.looking import eventually

MOST_BYTES = 60_000
MOST_SHIFT = 0.02
WEIGHED = [ADDRESSES[name] for name in ("results", "results with filters", "ambiguous place")] + ["/tms/il/"]
STEADY = [ADDRESSES[name] for name in ("home", "results", "ambiguous place", "state", "location")]

# Kept by the browser from the first paint on. Without the shifts that follow a visitor's own input.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.shifts.push(entry);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
IS_PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
FONTS_ARE_SHOWN = """() => document.fonts.ready
  .then(() => new Promise(requestAnimationFrame)).then(() => new Promise(requestAnimationFrame))"""
SHIFTS = """() => window.shifts.map(entry => [
  entry.value, entry.sources.map(({ node }) => node && (node.id || node.className || node.localName))
])"""


def keep_requests(page: Page) -> list[Request]:
    """A list that fills with what the page has loaded."""
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)

    page.on("requestfinished", keep)
    return requests


@pytest.mark.parametrize("address", WEIGHED)
def test_a_results_page_is_light(page: Page, address: str):
    requests = keep_requests(page)
    page.goto(address, wait_until="networkidle")

    weights = {}
    for request in requests:
        if request.resource_type != "font":
            sizes = request.sizes()
            weights[request.url] = sizes["responseHeadersSize"] + sizes["responseBodySize"]
        if request.resource_type in ("document", "stylesheet", "script"):
            assert request.response().header_value("content-encoding") in ("br", "gzip"), request.url
    kinds = {request.resource_type for request in requests}
    assert {"document", "stylesheet", "script"} <= kinds
    assert sum(weights.values()) <= MOST_BYTES, weights


@pytest.mark.parametrize("width", [320, 375, 1280])
@pytest.mark.parametrize("address", STEADY)
def test_nothing_moves_while_a_page_loads(page: Page, address: str, width: int):
    late_fonts: list[Route] = []

    def hold(route: Route) -> None:
        late_fonts.append(route)

    page.route("**/*.woff2", hold)
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address, wait_until="domcontentloaded")
    # The page is painted in the fallback typeface, and then once more when the real one has come.
    eventually(page, lambda: page.evaluate(IS_PAINTED))
    for font in late_fonts:
        font.continue_()
    page.wait_for_load_state("load")
    page.evaluate(FONTS_ARE_SHOWN)

    assert late_fonts
    shifts = page.evaluate(SHIFTS)
    assert sum(value for value, _ in shifts) < MOST_SHIFT, shifts
