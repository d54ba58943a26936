"""One legal notice: label the review, hear its author, decide; honour a court's order."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.models import Reason, Subject, Takedown
from reviews.policy.reasons import MODERATORS_REASONS
from reviews.queues.deciding import carry_out, held_elsewhere
from reviews.queues.decision_fields import NoteForm, ReasonForm
from reviews.queues.lists import frame
from reviews.queues.waiting import open_takedowns
from reviews.takedowns.actions import TooEarly, decide_takedown, label


@never_cache
@requires("accounts.moderate")
def moderate_takedown(request: HttpRequest, takedown_id: int) -> HttpResponse:
    """The notice, the review, the author's answer, and what can be done now."""
    takedown = get_object_or_404(open_takedowns(), pk=takedown_id)
    if elsewhere := held_elsewhere(request, "takedowns", Subject.TAKEDOWN, takedown.pk, takedown.review):
        return elsewhere
    sent = request.POST.get("action")
    if sent == "label":
        return carry_out(request, "takedowns", lambda: label_it(request, takedown.pk))
    forms = forms_for(request, sent, takedown)
    if sent in forms and forms[sent].is_valid():
        values = forms[sent].cleaned_data
        return carry_out(request, "takedowns", lambda: decide(request, takedown.pk, values))
    context = {
        **frame("takedowns"),
        "takedown": takedown,
        "is_new": takedown.state == Takedown.State.RECEIVED,
        "is_order": takedown.kind == Takedown.Kind.COURT_ORDER,
        "keep_form": forms["keep"],
        "remove_form": forms["remove"],
    }
    return render(request, "reviews/takedowns/decide.html", context, status=400 if sent else 200)


def forms_for(request: HttpRequest, sent: str | None, takedown: Takedown) -> dict[str, Any]:
    """Before the author was heard only a court's order takes a review off."""
    is_order = takedown.kind == Takedown.Kind.COURT_ORDER
    reasons = [Reason.COURT_ORDER] if is_order else MODERATORS_REASONS
    return {
        "keep": NoteForm(
            request.POST if sent == "keep" else None,
            prefix="keep",
            note_label="Why the review stays (the sender is told)",
            is_note_required=True,
        ),
        "remove": ReasonForm(
            request.POST if sent == "remove" else None,
            prefix="remove",
            reasons=reasons,
            note_label="What to tell the sender",
        ),
    }


def label_it(request: HttpRequest, takedown_id: int) -> str:
    label(takedown_id=takedown_id, moderator=request.user)
    return "Readers are told that the review is disputed. Its author has 14 days to answer."


def decide(request: HttpRequest, takedown_id: int, values: dict[str, Any]) -> str:
    reason = values.get("reason")
    try:
        decide_takedown(takedown_id=takedown_id, moderator=request.user, reason=reason, note=values["note"])
    except TooEarly:
        return "Nothing was done yet: the author may still answer. Label the review first, or wait."
    outcome = "is taken off" if reason else "stays"
    return f"The review {outcome}. The sender is told."
