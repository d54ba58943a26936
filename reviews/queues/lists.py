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

from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import ListFilter, page_of
from reviews.queues.filters import ItemFilter
from reviews.queues.holds import Reader, held_by_others, readers_of, release_hold
from reviews.queues.kinds import Queue
from reviews.queues.waiting import for_moderator, waiting_counts


@dataclass(frozen=True)
class QueueLine:
    """An item in a list. `row` is the model's: each queue's template prints its own sentence about it.
    `reader`: another moderator who has it open."""

    url: str
    location: str
    since: datetime
    row: Any
    reader: Reader | None


def tabs_context(current: Queue | None) -> dict[str, Any]:
    """What every page of moderation needs; `current` is None on the page of the log."""
    return {
        "staff_page": "moderation",
        "current_queue": current,
        "tabs": [(queue, number, queue == current) for queue, number in waiting_counts().items()],
    }


def queue_page(
    request: HttpRequest,
    queue: Queue,
    template: str,
    page: Page[Any],
    lines: Iterable[Any],
    filters: ListFilter,
    **extra: object,
) -> HttpResponse:
    """The page says how many items are left out, so that none waits unseen where nobody else moderates.

    `lines` have a `url`, a `location`, a time `since` and a `reader`.
    """
    context = tabs_context(queue)
    [waiting] = [number for _, number, is_current in context["tabs"] if is_current]
    shown = filters.queryset.count() if filters.is_narrowed else page.paginator.count
    context |= {"page": page, "lines": lines, "left_out": waiting - shown, "filters": filters, **extra}
    return render(request, template, context)


def leave_item(request: SignedInRequest, queue: Queue) -> None:
    """The link "next" names the item that the moderator leaves: others may have that one now."""
    left = request.GET.get("left", "")
    if left.isascii() and left.isdigit() and len(left) <= 18:
        release_hold(subject=queue.subject, subject_id=int(left), moderator=request.user)


def next_url(queue: Queue, rows: QuerySet[Any], moderator: User, item_id: int) -> str:
    """The next item of `rows` that nobody else has open; at the end, the queue."""
    after = for_moderator(rows, moderator).filter(pk__gt=item_id).order_by("pk")
    found = (
        after.exclude(pk__in=held_by_others(queue.subject, moderator)).values_list("pk", flat=True).first()
    )
    return f"{queue.item_url(found) if found else queue.url()}?left={item_id}"


def queue_view(
    queue: Queue,
    rows: Callable[[], QuerySet[Any]],
    template: str,
    filter_class: type[ListFilter] = ItemFilter,
) -> Callable[..., HttpResponse]:
    """The view of a queue of rows that have a review."""

    @never_cache
    @requires("accounts.moderate")
    def view(request: SignedInRequest) -> HttpResponse:
        leave_item(request, queue)
        filters = filter_class(request.GET, queryset=for_moderator(rows(), request.user))
        page = page_of(request, filters.qs)
        readers = readers_of(queue.subject, request.user, (row.pk for row in page))
        lines = [
            QueueLine(
                queue.item_url(row.pk), row.review.location.name, row.created_at, row, readers.get(row.pk)
            )
            for row in page
        ]
        return queue_page(request, queue, template, page, lines, filters)

    return view
