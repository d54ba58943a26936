"""What the lists of moderators have in common: tabs, pages of rows, and a view for a whole queue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from reviews.queues.kinds import Queue
from reviews.queues.waiting import for_moderator, waiting_counts


@dataclass(frozen=True)
class QueueLine:
    """An item in a list. `row` is the model's: each queue's template prints its own sentence about it."""

    url: str
    location: str
    since: datetime
    row: Any


def tabs_context(current: Queue | None) -> dict[str, Any]:
    """What every page of moderation needs; `current` is None on the page of the log."""
    return {
        "staff_page": "moderation",
        "current_queue": current,
        "tabs": [(queue, number, queue == current) for queue, number in waiting_counts().items()],
    }


def queue_page(
    request: HttpRequest, queue: Queue, template: str, page: Page[Any], lines: Iterable[Any]
) -> HttpResponse:
    """The page says how many items are left out, so that none waits unseen where nobody else moderates.

    `lines` have a `url`, a `location` and a time `since`.
    """
    context = tabs_context(queue)
    [waiting] = [number for _, number, is_current in context["tabs"] if is_current]
    context |= {"page": page, "lines": lines, "left_out": waiting - page.paginator.count}
    return render(request, template, context)


def queue_view(queue: Queue, rows: Callable[[], QuerySet[Any]], template: str) -> Callable[..., HttpResponse]:
    """The view of a queue of rows that have a review."""

    @never_cache
    @requires("accounts.moderate")
    def view(request: SignedInRequest) -> HttpResponse:
        page = page_of(request, for_moderator(rows(), request.user))
        lines = [
            QueueLine(queue.item_url(row.pk), row.review.location.name, row.created_at, row) for row in page
        ]
        return queue_page(request, queue, template, page, lines)

    return view
