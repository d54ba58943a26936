"""What the pages of single items have in common: taking the hold, the forms, and the way back."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import SignedInRequest
from reviews.models import Review
from reviews.queues.holds import HeldByAnother, Involved, refuse_involved, take_hold
from reviews.queues.kinds import Queue
from reviews.queues.lists import tabs_context
from reviews.states import NotAllowedNow

AnyForm = TypeVar("AnyForm", bound=Form)

TOO_LATE = "Nothing was done: somebody else was quicker, or it is not there any more."


def blocked_page(request: SignedInRequest, queue: Queue, item_id: int, review: Review) -> HttpResponse | None:
    """Hold the item; a page that says so where another moderator has it, or must have it."""
    try:
        refuse_involved(review, request.user)
        take_hold(subject=queue.subject, subject_id=item_id, moderator=request.user)
    except Involved:
        return render(request, "reviews/queues/own_practice.html", tabs_context(queue), status=403)
    except HeldByAnother:
        return render(request, "reviews/queues/held.html", tabs_context(queue), status=409)
    return None


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
