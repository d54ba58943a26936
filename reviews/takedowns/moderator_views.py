"""Moderators handle legal notices: label the review, hear its author, decide; honor a court's order."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.models import OPEN_NOTICES, Reason, Takedown
from reviews.policy.reasons import LISTED_REASONS
from reviews.queues.deciding import blocked_page, carry_out, closed_page, form_for, item_page
from reviews.queues.kinds import TAKEDOWNS
from reviews.queues.lists import next_url, queue_view
from reviews.queues.notes import NoteForm, ReasonForm
from reviews.queues.waiting import without_scores
from reviews.takedowns.actions import TooEarly, decide_takedown, label


def open_takedowns() -> QuerySet[Takedown]:
    return without_scores(Takedown.objects.filter(state__in=OPEN_NOTICES))


takedown_queue = queue_view(TAKEDOWNS, open_takedowns, "reviews/takedowns/queue.html")


@never_cache
@requires("accounts.moderate")
def moderate_takedown(request: SignedInRequest, takedown_id: int) -> HttpResponse:
    """The notice, the review, the author's answer, and what can be done now. Before the author was heard,
    only a court's order takes a review off."""
    takedown = open_takedowns().filter(pk=takedown_id).first()
    if takedown is None:
        return closed_page(request, TAKEDOWNS, Takedown.objects.all(), takedown_id)
    if blocked := blocked_page(request, TAKEDOWNS, takedown.pk, takedown.review):
        return blocked
    is_order = takedown.kind == Takedown.Kind.COURT_ORDER
    forms: dict[str, Form] = {
        "label": form_for(request, "label", Form),
        "keep": form_for(
            request,
            "keep",
            NoteForm,
            note_label="Why the review stays (the sender is told)",
            is_note_required=True,
        ),
        "remove": form_for(
            request,
            "remove",
            ReasonForm,
            reasons=[Reason.COURT_ORDER] if is_order else LISTED_REASONS,
            note_label="What to tell the sender",
        ),
    }

    def decide(action: str, values: dict[str, Any]) -> str:
        if action == "label":
            label(takedown_id=takedown.pk, moderator=request.user)
            return "Readers are told that the review is disputed. Its author has 14 days to answer."
        try:
            decide_takedown(takedown_id=takedown.pk, moderator=request.user, **values)
        except TooEarly:
            return "Nothing was done yet: the author may still answer. Label the review first, or wait."
        outcome = "is taken off" if action == "remove" else "stays"
        return f"The review {outcome}. The sender is told."

    context = {
        "takedown": takedown,
        "is_new": takedown.state == Takedown.State.RECEIVED,
        "is_order": is_order,
        "next_url": next_url(TAKEDOWNS, open_takedowns(), request.user, takedown.pk),
    }
    return carry_out(request, TAKEDOWNS, forms, decide) or item_page(
        request, TAKEDOWNS, "reviews/takedowns/decide.html", forms, context
    )
