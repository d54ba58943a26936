"""What the pages of single items have in common: taking the hold, the forms, and the way back."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.requests import SignedInRequest
from reviews.models import Review
from reviews.queues.holds import HeldByAnother, Involved, readers_of, refuse_involved, take_hold
from reviews.queues.kinds import Queue
from reviews.queues.lists import leave_item, tabs_context
from reviews.queues.waiting import without_scores
from reviews.states import NotAllowedNow

AnyForm = TypeVar("AnyForm", bound=Form)

TOO_LATE = "Nothing was done: somebody else was quicker, or it is not there any more."


def blocked_page(request: SignedInRequest, queue: Queue, item_id: int, review: Review) -> HttpResponse | None:
    """Hold the item; a page that says so where another moderator has it, or must have it."""
    leave_item(request, queue)
    try:
        refuse_involved(review, request.user)
        take_hold(subject=queue.subject, subject_id=item_id, moderator=request.user)
    except Involved:
        return render(request, "reviews/queues/own_practice.html", tabs_context(queue), status=403)
    except HeldByAnother:
        reader = readers_of(queue.subject, request.user, [item_id]).get(item_id)
        return render(
            request, "reviews/queues/held.html", {**tabs_context(queue), "reader": reader}, status=409
        )
    return None


def closed_page(request: SignedInRequest, queue: Queue, rows: QuerySet[Any], item_id: int) -> HttpResponse:
    """What became of an item that does not wait any more. `rows`: all, with a `review`. Raises Http404."""
    row = get_object_or_404(without_scores(rows), pk=item_id)
    try:
        refuse_involved(row.review, request.user)
    except Involved:
        return render(request, "reviews/queues/own_practice.html", tabs_context(queue), status=403)
    context = {**tabs_context(queue), "row": row, "review": row.review, "name": queue.subject.label}
    status = 409 if request.method == "POST" else 200
    return render(request, "reviews/queues/closed.html", context, status=status)


def form_for(request: HttpRequest, action: str, form: type[AnyForm], **options: Any) -> AnyForm:
    """One of the several forms of a page, which gets what was sent only if it was sent with this form."""
    data = request.POST if request.POST.get("action") == action else None
    return form(data, prefix=action, **options)


def carry_out(
    request: HttpRequest,
    queue: Queue,
    forms: Mapping[str, Form],
    decide: Callable[[str, dict[str, Any]], str],
) -> HttpResponse | None:
    """If a form was sent and is valid: decide, show the sentence that `decide` returns, and go back to the
    queue. `decide` is given the action and the form's values."""
    action = request.POST.get("action", "")
    if action not in forms or not forms[action].is_valid():
        return None
    try:
        messages.success(request, decide(action, forms[action].cleaned_data))
    except (NotAllowedNow, HeldByAnother, ObjectDoesNotExist):
        messages.warning(request, TOO_LATE)
    return redirect(queue.list_view)


def item_page(
    request: HttpRequest, queue: Queue, template: str, forms: Mapping[str, Form], context: dict[str, Any]
) -> HttpResponse:
    """The page of an item; the form of the action "keep" is `keep_form` in the template."""
    named_forms = {f"{action}_form": form for action, form in forms.items()}
    status = 400 if request.POST.get("action") else 200
    return render(request, template, {**tabs_context(queue), **named_forms, **context}, status=status)
