"""What journeys look at, by the names that people would use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journeys.cast import WITHIN_25_MILES

# A search with a full first page, and what the page says of it.
NEAR_60614 = "/providers/?near=60614"
SUMMARY_NEAR_60614 = f"{WITHIN_25_MILES} places within 25 miles of Chicago, IL 60614, nearest first."


def summary(page: Page) -> Locator:
    return page.locator("[data-summary]")


def cards(page: Page) -> Locator:
    return page.locator(".card-name a")


def names(page: Page) -> list[str]:
    """The names on the cards, in order, as they are at this moment: first wait for what shows that it is the
    right page. Where the names are known, `expect_names` waits by itself."""
    return cards(page).all_inner_texts()


def expect_names(page: Page, listed: list[str]) -> None:
    expect(cards(page)).to_have_text(listed)


def place_field(page: Page) -> Locator:
    """The field for a place, a textbox or with a script a combobox, in the page's own form."""
    return page.locator("main input[name=near]")


def expect_summary(page: Page, text: str) -> None:
    expect(summary(page)).to_have_text(text)


def facet(page: Page, label: str) -> Locator:
    return page.get_by_role("checkbox", name=label)


def count_of(page: Page, label: str) -> int:
    """The number beside a filter."""
    row = page.locator("label.check", has=facet(page, label))
    return int(row.locator(".facet-count").inner_text().split()[0].replace(",", ""))


@contextmanager
def another_page(page: Page) -> Iterator[None]:
    """What is done in it leads to another page; goes on when all of that page is there, its scripts too."""
    with page.expect_event("load"):
        yield


def eventually(page: Page, condition: Callable[[], bool]) -> None:
    """Waits until `condition` holds. (`Page.wait_for_function` uses eval, which our pages forbid.)"""
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It did not happen within ten seconds.")
