"""The watch over all journeys does notice what it is there for."""

import pytest
from playwright.sync_api import Page

from tests.journeys.watch import Watch

WRONG = {
    "a request to somebody else": "fetch('http://localhost:9/').catch(() => null)",
    "a breach of the content security policy": "document.body.setAttribute('style', 'color: red')",
    "an error in the console": "console.error('Something is wrong.')",
    "an exception in a script": "setTimeout(() => { throw new Error('Something is wrong.') })",
    "a cookie": "document.cookie = 'seen=1'",
}


@pytest.mark.parametrize("script", WRONG.values(), ids=WRONG)
def test_the_watch_notices(page: Page, watch: Watch, script: str):
    page.goto("/privacy/")
    page.evaluate(f"async () => {{ {script}; await new Promise(done => setTimeout(done, 100)); }}")
    with pytest.raises(AssertionError):
        watch.check()
    watch.problems.clear()
    page.context.clear_cookies()


def test_and_has_nothing_to_say_of_a_good_page(page: Page, watch: Watch):
    page.goto("/privacy/")
    watch.check()
