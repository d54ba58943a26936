"""What must hold on every page of every journey, whatever the journey is about."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

STATUS_IN_CONSOLE = re.compile(r"the server responded with a status of (\d+)")


class Watch:
    """Collects what is wrong in a browser: a request to anybody else, an error in the console (a breach of
    the content security policy is one), an exception in a script, a cookie.

    A journey to an error page says so with `expect_status`, because browsers log those too; one to a second
    site of ours with `expect_origin`; one that a script comments on with `expect_message`.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origins = [f"{origin}/"]
        self._statuses: set[int] = set()
        self._messages: list[str] = []
        self._context = context
        context.on("request", self._requested)
        context.on("console", self._logged)
        context.on("weberror", self._failed)

    def expect_status(self, status: int) -> None:
        self._statuses.add(status)

    def expect_origin(self, origin: str) -> None:
        self._origins.append(f"{origin}/")

    def expect_message(self, beginning: str) -> None:
        self._messages.append(beginning)

    def check(self) -> None:
        """Fails with everything that was wrong."""
        # Asking the browser something makes sure that what it said before has arrived.
        self.problems += [f"cookie: {cookie}" for cookie in self._context.cookies()]
        assert not self.problems, "\n".join(self.problems)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith(tuple(self._origins)):
            self.problems.append(f"request to somebody else: {request.url}")

    def _logged(self, message: ConsoleMessage) -> None:
        status = STATUS_IN_CONSOLE.search(message.text)
        is_expected = message.text.startswith(tuple(self._messages))
        is_expected |= status is not None and int(status[1]) in self._statuses
        if message.type == "error" and not is_expected:
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def _failed(self, error: WebError) -> None:
        self.problems.append(f"exception in a script: {error.error}")
