"""Limits on what one visitor may write or have mailed, without recording who it was.

    @limited("report", "10/h")
    def report(request, ...): ...

    MAILS = PersonLimit("review-link-mail", from_one="5/d", from_all="20/d")
    if wait := MAILS.wait(sender=daily_network_key(request), person=email):
        return too_many(request, wait)

No limit can be turned against a person (ADR 0135). Each counts either what the visitor alone does, or what
one sender does to one person; only what a sender's own share lets through counts toward the total that
protects a mailbox. tests/accounts/test_limit_table.py lists every limit of the site with its keys.

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
from django.utils.crypto import salted_hmac

from accounts.models import UseCount
from accounts.network import daily_network_key
from accounts.requests import View
from accounts.visitor import visitor_key

PERIODS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
# A network (/24 or /48) may use up as much as so many of its visitors (an address or /64) together.
VISITORS_OF_A_NETWORK = 4

# The window starts with the first request and lasts a period: "10/h" is ten within an hour of the first.
COUNT = """
    INSERT INTO accounts_usecount AS counted (key, uses, ends_at) VALUES (%(key)s, 1, now() + %(period)s)
    ON CONFLICT (key) DO UPDATE SET
        uses = CASE WHEN counted.ends_at <= now() THEN 1 ELSE counted.uses + 1 END,
        ends_at = CASE WHEN counted.ends_at <= now() THEN now() + %(period)s ELSE counted.ends_at END
    RETURNING uses, ceil(extract(epoch FROM ends_at - now()))::int
"""
# What each purpose is counted by, as declared: tests compare it with their table.
DECLARED: dict[str, tuple[str, ...]] = {}


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

    def times(self, factor: int) -> "Limit":
        return Limit(self.max_uses * factor, self.period)


@dataclass(frozen=True)
class Wait:
    """How long to wait: false for 0 seconds. `is_for_all`: all senders together have reached the limit."""

    seconds: int = 0
    is_for_all: bool = False

    def __bool__(self) -> bool:
        return self.seconds > 0


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


class VisitorLimit:
    """What one visitor may do, and four times as much for all visitors of a network together."""

    def __init__(self, purpose: str, rate: str) -> None:
        self.purpose, self.limit = purpose, Limit.parse(rate)
        DECLARED[purpose] = ("visitor", "network")

    def wait(self, request: HttpRequest) -> Wait:
        """Count a use by this visitor."""
        seconds = seconds_to_wait(self.purpose, visitor_key(request, purpose=self.purpose), self.limit)
        if not seconds:
            network = daily_network_key(request, purpose=self.purpose)
            seconds = seconds_to_wait(self.purpose, network, self.limit.times(VISITORS_OF_A_NETWORK))
        return Wait(seconds)


class PersonLimit:
    """What may be done to one person, such as mailing: by one sender, and by all senders together.

    `sender` is a network's key, or the account of somebody who is signed in. What the sender's share refuses
    doesn't count toward the total, so one sender can't use that up.
    """

    def __init__(self, purpose: str, *, from_one: str, from_all: str) -> None:
        self.purpose, self.from_one, self.from_all = purpose, Limit.parse(from_one), Limit.parse(from_all)
        DECLARED[purpose] = ("sender+person", "person")

    def wait(self, *, sender: str, person: str) -> Wait:
        """Count a use by `sender` concerning `person`."""
        if seconds := seconds_to_wait(self.purpose, person_key(sender, person), self.from_one):
            return Wait(seconds)
        return Wait(seconds_to_wait(self.purpose, person_key(person), self.from_all), is_for_all=True)

    def forget(self, *, sender: str, person: str) -> None:
        """Give the sender a full share again, because the uses were no misuse."""
        reset_uses(self.purpose, person_key(sender, person))

    def forget_all(self, *, person: str) -> None:
        """Start the total again."""
        reset_uses(self.purpose, person_key(person))


class AccountLimit:
    """What is counted for one account, or what belongs to it, alone: only its holder can use it up, or it
    leaves out a mail that says the same as one before."""

    def __init__(self, purpose: str, limit: str | Limit) -> None:
        self.purpose = purpose
        self.limit = Limit.parse(limit) if isinstance(limit, str) else limit
        DECLARED[purpose] = ("account",)

    def wait(self, account: str) -> Wait:
        return Wait(seconds_to_wait(self.purpose, person_key(account), self.limit))

    def forget(self, account: str) -> None:
        reset_uses(self.purpose, person_key(account))


def person_key(*who: str) -> str:
    """Tells people apart without keeping their addresses; 64 hexadecimal digits."""
    return salted_hmac("accounts.limits", "|".join(who).lower(), algorithm="sha256").hexdigest()


def limited(purpose: str, rate: str) -> Callable[[View], View]:
    """A decorator: POST requests of one visitor to the view are limited to `rate`, such as "10/h"."""
    limit = VisitorLimit(purpose, rate)

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *arguments: object, **options: object) -> HttpResponse:
            if request.method == "POST" and (wait := limit.wait(request)):
                return too_many(request, wait)
            return view(request, *arguments, **options)

        return limited_view

    return decorate


def too_many(request: HttpRequest, wait: Wait | int, *, template: str = "429.html") -> HttpResponse:
    """Status 429, saying when to come back. The browser's "back" still has what was typed."""
    wait = Wait(wait) if isinstance(wait, int) else wait
    context = {"minutes": -(-wait.seconds // 60), "is_for_all": wait.is_for_all}
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(wait.seconds)
    return response
