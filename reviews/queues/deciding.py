"""What the pages of replies, appeals, reports and notices have in common: the hold, and the way back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reviews.models import Review, Subject
from reviews.queues.holds import HeldByAnother, Involved, refuse_involved, take_hold
from reviews.queues.lists import frame
from reviews.states import NotAllowedNow

TOO_LATE = "Nothing was done: somebody else was quicker, or it is not there any more."


def held_elsewhere(
    request: HttpRequest, queue: str, subject: Subject, subject_id: int, review: Review
) -> HttpResponse | None:
    """Hold the item; a page that says so where another moderator has it, or must have it."""
    try:
        refuse_involved(review, request.user)
        take_hold(subject=subject, subject_id=subject_id, moderator=request.user)
    except Involved:
        return render(request, "reviews/queues/own_practice.html", frame(queue), status=403)
    except HeldByAnother:
        return render(request, "reviews/queues/held.html", frame(queue), status=409)
    return None


def carry_out(request: HttpRequest, queue: str, decide: Callable[[], str]) -> HttpResponse:
    """Decide, say so, and go back to the queue."""
    try:
        messages.success(request, decide())
    except (NotAllowedNow, HeldByAnother, ObjectDoesNotExist):
        messages.warning(request, TOO_LATE)
    return redirect(f"moderate-{queue}")
