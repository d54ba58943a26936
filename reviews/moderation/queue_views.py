"""The queue of reviews, and the way from one to the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from reviews.models import Subject
from reviews.moderation.forms import ReviewFilter
from reviews.moderation.page import approved_line, review_line
from reviews.moderation.publication import approved_reviews
from reviews.moderation.queue import next_review, waiting_reviews
from reviews.queues.holds import readers_of, release_hold
from reviews.queues.kinds import REVIEWS
from reviews.queues.lists import queue_page
from reviews.queues.waiting import for_moderator, reviews_without_scores

MAX_APPROVED = 50


@never_cache
@requires("accounts.moderate")
def review_queue(request: SignedInRequest) -> HttpResponse:
    """Reviews that wait, the oldest first, and those whose approval can still be taken back."""
    filters = ReviewFilter(request.GET, queryset=for_moderator(waiting_reviews(), request.user))
    page = page_of(request, filters.qs)
    readers = readers_of(Subject.REVIEW, request.user, (review.pk for review in page))
    lines = [review_line(review, readers) for review in page]
    approved = [
        approved_line(review, request.user) for review in approved_reviews(request.user)[:MAX_APPROVED]
    ]
    template = "reviews/moderation/queue.html"
    return queue_page(request, REVIEWS, template, page, lines, filters, approved=approved)


@never_cache
@requires("accounts.moderate")
def next_item(request: SignedInRequest) -> HttpResponse:
    """Go to the oldest review that nobody has open; with `after` release that one and go to the next."""
    seen = reviews_without_scores().filter(pk=number_in(request, "after")).first()
    after = None
    if seen is not None and seen.confirmed_at is not None:
        release_hold(subject=Subject.REVIEW, subject_id=seen.pk, moderator=request.user)
        after = (seen.confirmed_at, seen.pk)
    found = next_review(request.user, after=after)
    if found is None:
        messages.info(request, "That was the end of the queue.")
        return redirect("moderation")
    return redirect("moderate-review", review_id=found)


def number_in(request: HttpRequest, name: str) -> int:
    """A number in the query string; 0, which no row has as its id, if it is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else 0
