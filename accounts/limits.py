"""Limits on what one visitor may write or have mailed, without recording who it was.

    @limited("report", "10/h")
    def report(request, ...): ...

A request over the limit gets a page that says when to come back. Counting takes one statement. The counts are
in the database, so they hold across all processes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import UseCount
from accounts.requests import View
from accounts.visitor import visitor_key

PERIODS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}

# The window starts with the first request and lasts a period: "10/h" is ten within an hour of the first.
COUNT = """
    INSERT INTO accounts_usecount AS counted (key, uses, ends_at) VALUES (%(key)s, 1, now() + %(period)s)
    ON CONFLICT (key) DO UPDATE SET
        uses = CASE WHEN counted.ends_at <= now() THEN 1 ELSE counted.uses + 1 END,
        ends_at = CASE WHEN counted.ends_at <= now() THEN now() + %(period)s ELSE counted.ends_at END
    RETURNING uses, ceil(extract(epoch FROM ends_at - now()))::int
"""


@dataclass(frozen=True)
class Limit:
    """At most `max_uses` within `period` of the first one."""

    max_uses: int
    period: timedelta

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """From "10/h"; the period is min, h or d."""
        max_uses, period = text.split("/")
        return cls(int(max_uses), PERIODS[period])


def seconds_to_wait(purpose: str, who: str, limit: Limit) -> int:
    """Count one use of `purpose` by `who`: 0 within the limit, or the seconds until the window ends."""
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {"key": f"{purpose}:{who}", "period": limit.period}
        cursor.execute(COUNT, parameters)
        uses, seconds = cursor.fetchone()
    return max(seconds, 1) if uses > limit.max_uses else 0


def reset_uses(purpose: str, who: str) -> None:
    """Start counting again, because the uses were no misuse."""
    UseCount.objects.filter(key=f"{purpose}:{who}").delete()


def limited(purpose: str, rate: str) -> Callable[[View], View]:
    """A decorator: POST requests of one visitor to the view are limited to `rate`, such as "10/h"."""
    limit = Limit.parse(rate)

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
            if request.method == "POST":
                wait = seconds_to_wait(purpose, visitor_key(request, purpose=purpose), limit)
                if wait:
                    return too_many(request, wait)
            return view(request, *arguments, **options)

        return limited_view

    return decorate


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Status 429, saying when to come back. The browser's "back" still has what was typed."""
    response = render(request, "429.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
