"""The lists of what waits for moderators, the way to the next review, and the log."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.models import Review, Subject
from reviews.moderation.page import present_line
from reviews.queues.holds import held_by_others, release_hold
from reviews.queues.waiting import (
    decisions_for,
    for_moderator,
    next_review,
    numbers,
    open_appeals,
    open_reports,
    open_takedowns,
    waiting_replies,
    waiting_reviews,
)

PER_PAGE = 20
ITEMS_OF = {"replies": "moderate-reply", "appeals": "decide-appeal", "reports": "decide-report"}
ITEMS_OF["takedowns"] = "decide-takedown"


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def frame(queue: str) -> dict[str, Any]:
    """What every page of moderation needs."""
    return {"staff_page": "moderation", "queue": queue, "numbers": numbers()}


def queue_page(request: HttpRequest, queue: str, page: Page, lines: list[Any]) -> HttpResponse:
    """It says how many are left out, so that none waits unseen where nobody else moderates."""
    context = frame(queue)
    left_out = context["numbers"][queue] - page.paginator.count
    context |= {"page": page, "lines": lines, "left_out": left_out}
    folder = "moderation" if queue == "reviews" else queue
    return render(request, f"reviews/{folder}/queue.html", context)


@never_cache
@requires("accounts.moderate")
def moderation(request: HttpRequest) -> HttpResponse:
    """Reviews that wait, the oldest first."""
    page = page_of(request, for_moderator(waiting_reviews(), request.user))
    held = held_by_others(Subject.REVIEW, request.user)
    lines = [present_line(row, reverse("moderate-review", args=[row.pk]), held) for row in page]
    return queue_page(request, "reviews", page, lines)


@never_cache
@requires("accounts.moderate")
def next_item(request: HttpRequest) -> HttpResponse:
    """To the oldest review that nobody has open, or the oldest behind `after`, which is given free."""
    seen = Review.objects.filter(pk=number_in(request, "after")).values_list("confirmed_at", "pk").first()
    if seen and seen[0]:
        release_hold(subject=Subject.REVIEW, subject_id=seen[1], moderator=request.user)
    found = next_review(request.user, after=seen if seen and seen[0] else None)
    if found is None:
        messages.info(request, "That was the end of the queue.")
        return redirect("moderation")
    return redirect("moderate-review", review_id=found)


def number_in(request: HttpRequest, name: str) -> int:
    """From the address; 0, which no row has, if it is no number."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else 0


def queue_view(queue: str, rows: Callable[[], QuerySet]) -> Callable[[HttpRequest], HttpResponse]:
    """The page of one of the shorter queues."""

    @never_cache
    @requires("accounts.moderate")
    def view(request: HttpRequest) -> HttpResponse:
        page = page_of(request, for_moderator(rows(), request.user))
        lines = [(reverse(ITEMS_OF[queue], args=[row.pk]), row) for row in page]
        return queue_page(request, queue, page, lines)

    return view


replies = queue_view("replies", waiting_replies)
appeals = queue_view("appeals", open_appeals)
reports = queue_view("reports", open_reports)
takedowns = queue_view("takedowns", open_takedowns)


@never_cache
@requires("accounts.moderate")
def log(request: HttpRequest) -> HttpResponse:
    """Every decision but those about the moderator's own practices, the newest first. The stars that a line
    has for the ledger are not read: the author of a declined text may appeal, or send another."""
    # Not by a join, which would leave out what was decided by people and about places that are gone.
    rows = decisions_for(request.user).defer("stars").prefetch_related("moderator", "location")
    return render(request, "reviews/decisions/log.html", {**frame("log"), "page": page_of(request, rows)})
