"""axe finds nothing on any page, in both themes, on a narrow and on a wide screen.

The rules are all those for WCAG 2.2 A and AA and axe's best practices; none is left out. A phone in the dark
theme and a desk in the light one: a theme changes colours and nothing else, and test_contrast.py
measures every pair of them.
"""

from collections.abc import Iterator

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.addresses import ADDRESSES, NOT_FOUND
from tests.journeys.cast import LAKEVIEW_ID
from tests.journeys.served import Site
from tests.journeys.watch import Watch

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOKS = ((320, "dark"), (1280, "light"))


def expect_no_violations(page: Page) -> None:
    found = []
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        results = Axe().run(page, options=OPTIONS)
        if results.violations_count:
            found.append(f"{width} pixels, {theme}: {results.generate_report()}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing(page: Page, name: str):
    page.goto(ADDRESSES[name])
    expect_no_violations(page)


@pytest.mark.parametrize("name", NOT_FOUND)
def test_axe_finds_nothing_where_nothing_is_found(page: Page, watch: Watch, name: str):
    watch.expect_status(404)
    assert page.goto(NOT_FOUND[name]).status == 404
    expect_no_violations(page)


def test_axe_finds_nothing_while_suggestions_are_shown(page: Page):
    page.goto("/")
    field = page.get_by_role("combobox", name="Where?")
    field.press_sequentially("springf")
    expect(page.get_by_role("listbox", name="Suggested places")).to_be_visible()
    field.press("ArrowDown")
    expect_no_violations(page)


def test_axe_finds_nothing_in_the_open_filters(page: Page):
    page.goto(ADDRESSES["filters on a small screen"])
    page.evaluate("document.querySelectorAll('details').forEach(group => group.open = true)")
    expect_no_violations(page)


@pytest.fixture
def broken(site: Site) -> Iterator[None]:
    """The site while a table is missing that only the page of a location needs: an error as bad as any."""
    with psycopg.connect(site.database_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE providers_openinghours RENAME TO gone")
        yield
        connection.execute("ALTER TABLE gone RENAME TO providers_openinghours")


def test_axe_finds_nothing_on_the_page_of_an_error(page: Page, watch: Watch, broken: None):
    watch.expect_status(500)
    assert page.goto(f"/providers/{LAKEVIEW_ID}/").status == 500
    expect(page.get_by_role("heading", level=1)).to_have_text("Something went wrong on our side")
    expect_no_violations(page)


def test_axe_finds_nothing_while_the_database_is_away(page: Page, watch: Watch, site_without_database: str):
    watch.expect_origin(site_without_database)
    watch.expect_status(503)
    assert page.goto(f"{site_without_database}/providers/?near=60614").status == 503
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is away for a moment")
    expect_no_violations(page)
