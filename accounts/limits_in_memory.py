"""Limits on pages that store nothing about their visitors, or that are too long to be made without end.

    @limited_in_memory("planner", "60/min")
    def planner(request, ...): ...

Each process counts for itself, and forgets after the period: a count costs no statement and leaves no trace.
What stores or mails something has a limit in the database (limits.py).
"""

from collections.abc import Callable, Sequence
from functools import wraps

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from accounts.limits import Limit, too_many
from accounts.requests import View
from accounts.visitor import visitor_key


def limited_in_memory(
    purpose: str, rate: str, *, methods: Sequence[str] = ("POST",)
) -> Callable[[View], View]:
    """A decorator: such requests of one visitor to the view are limited to `rate`, such as "60/min"."""
    limit = Limit.parse(rate)

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
            if request.method in methods:
                wait = seconds_to_wait_here(purpose, visitor_key(request, purpose=purpose), limit)
                if wait:
                    return too_many(request, wait)
            return view(request, *arguments, **options)

        return limited_view

    return decorate


def seconds_to_wait_here(purpose: str, who: str, limit: Limit) -> int:
    """Count one use of `purpose` by `who` in this process: 0 within the limit, or the seconds of a period."""
    cache, seconds = caches["process"], int(limit.period.total_seconds())
    key = f"limit:{purpose}:{who}"
    cache.add(key, 0, seconds)
    try:
        return seconds if cache.incr(key) > limit.max_uses else 0
    except ValueError:  # it has just expired
        return 0
