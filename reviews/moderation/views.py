"""One review that waits: its text beside the rules, and the three things a moderator can do.

The page, and everything it is made from, is without scores until the decision (16 CFR 465).
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.models import Review, State
from reviews.moderation.actions import approve, ask_for_change, decline
from reviews.moderation.forms import ApproveForm
from reviews.moderation.page import review_item
from reviews.policy.reasons import LISTED_REASONS, RULES
from reviews.queues.deciding import blocked_page, form_for
from reviews.queues.holds import HeldByAnother
from reviews.queues.kinds import REVIEWS
from reviews.queues.lists import tabs_context
from reviews.queues.notes import ReasonForm
from reviews.queues.waiting import reviews_without_scores
from reviews.screening.hints import hints_for
from reviews.states import NotAllowedNow


@never_cache
@requires("accounts.moderate")
def moderate_review(request: SignedInRequest, review_id: int) -> HttpResponse:
    """Opening the page holds the review for a quarter of an hour; deciding leads to the next one."""
    review = get_object_or_404(reviews_without_scores(), pk=review_id)
    is_post = request.method == "POST"
    if review.state != State.WAITING:
        context = {**tabs_context(REVIEWS), "review": review, "state": State(review.state).label}
        return render(request, "reviews/moderation/gone.html", context, status=409 if is_post else 200)
    if blocked := blocked_page(request, REVIEWS, review.pk, review):
        return blocked
    documents = list(review.documents.values_list("pk", flat=True))
    forms = decision_forms(request, has_documents=bool(documents))
    action = request.POST.get("action", "")
    if action in forms and forms[action].is_valid():
        return carry_out(request, review, action, forms[action])
    context = {
        **tabs_context(REVIEWS),
        **{f"{name}_form": form for name, form in forms.items()},
        "item": review_item(review, hints_for(review), text_replaced_by(review), documents),
        "rules": RULES,
        "next_url": next_url(review),
    }
    return render(request, "reviews/moderation/decide.html", context, status=400 if is_post else 200)


def text_replaced_by(review: Review) -> str:
    """The published text that this one is to replace; empty if there is none."""
    if review.replaces_id is None:
        return ""
    return Review.objects.filter(pk=review.replaces_id).values_list("text", flat=True).first() or ""


def next_url(review: Review) -> str:
    return f"{reverse('moderation-next')}?after={review.pk}"


def decision_forms(request: SignedInRequest, *, has_documents: bool) -> dict[str, Any]:
    return {
        "approve": form_for(request, "approve", ApproveForm, has_documents=has_documents),
        "decline": form_for(
            request, "decline", ReasonForm, reasons=LISTED_REASONS, note_label="What to tell the author"
        ),
        "change": form_for(
            request,
            "change",
            ReasonForm,
            reasons=LISTED_REASONS,
            note_label="What should the author change?",
            is_note_required=True,
        ),
    }


def carry_out(request: SignedInRequest, review: Review, action: str, form: Any) -> HttpResponse:
    """Decide, and go to the next review."""
    try:
        sentence = decide(request.user, review.pk, action, form)
    except (NotAllowedNow, HeldByAnother, Review.DoesNotExist):  # deleted, changed or decided meanwhile
        sentence = "Nothing was done: the review was changed, deleted or decided on meanwhile."
    messages.success(request, sentence)
    return redirect(next_url(review))


def decide(moderator: User, review_id: int, action: str, form: Any) -> str:
    """Returns what was done, as a sentence."""
    if action == "approve":
        shows_visit = form.document_shows_visit
        approve(review_id=review_id, moderator=moderator, document_shows_visit=shows_visit)
        return f"Review {review_id} is published."
    values = form.cleaned_data
    if action == "decline":
        decline(review_id=review_id, moderator=moderator, **values)
        return f"Review {review_id} is declined: {values['reason'].label}. The author is told."
    ask_for_change(review_id=review_id, moderator=moderator, **values)
    return f"The author of review {review_id} is asked for a change."
