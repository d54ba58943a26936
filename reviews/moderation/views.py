"""One review that waits: its text beside the rules, and the three things a moderator can do.

The page, and everything it is made from, is without scores until the decision (16 CFR 465).
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.models import Review, State, Subject
from reviews.moderation.actions import approve, ask_for_change, decline
from reviews.moderation.page import present
from reviews.policy.reasons import MODERATORS_REASONS, RULES
from reviews.queues.deciding import held_elsewhere
from reviews.queues.decision_fields import ApproveForm, ReasonForm
from reviews.queues.holds import HeldByAnother
from reviews.queues.lists import frame
from reviews.queues.waiting import blind
from reviews.screening.hints import hints_for
from reviews.states import NotAllowedNow


@never_cache
@requires("accounts.moderate")
def moderate_review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Opening the page holds the review for a quarter of an hour; deciding leads to the next."""
    review = get_object_or_404(blind(), pk=review_id)
    if review.state != State.WAITING:
        return gone(request, review)
    if elsewhere := held_elsewhere(request, "reviews", Subject.REVIEW, review.pk, review):
        return elsewhere
    documents = list(review.documents.values_list("pk", flat=True))
    forms = forms_for(request, has_documents=bool(documents))
    if request.method == "POST":
        done = decided(request, review, forms)
        if done is not None:
            return done
    earlier = Review.objects.filter(pk=review.replaces_id).values_list("text", flat=True).first()
    context = {
        **frame("reviews"),
        **{f"{name}_form": form for name, form in forms.items()},
        "item": present(review, hints_for(review), earlier or "", documents),
        "rules": RULES,
        "next_url": f"{reverse('moderation-next')}?after={review.pk}",
    }
    return render(
        request, "reviews/moderation/decide.html", context, status=200 if request.method != "POST" else 400
    )


def forms_for(request: HttpRequest, *, has_documents: bool) -> dict[str, Any]:
    """Only the one that was sent gets the data."""
    sent = request.POST.get("action") if request.method == "POST" else None

    def data_of(name: str) -> Any:
        return request.POST if sent == name else None

    return {
        "approve": ApproveForm(data_of("approve"), prefix="approve", has_documents=has_documents),
        "decline": ReasonForm(
            data_of("decline"),
            prefix="decline",
            reasons=MODERATORS_REASONS,
            note_label="What to tell the author",
        ),
        "change": ReasonForm(
            data_of("change"),
            prefix="change",
            reasons=MODERATORS_REASONS,
            note_label="What should the author change?",
            is_note_required=True,
        ),
    }


def decided(request: HttpRequest, review: Review, forms: dict[str, Any]) -> HttpResponse | None:
    """The way to the next review; None if something has to be filled in first."""
    action = request.POST.get("action", "")
    form = forms.get(action)
    if form is None or not form.is_valid():
        return None
    try:
        sentence = DECISIONS[action](request, review, form)
    except (NotAllowedNow, HeldByAnother, Review.DoesNotExist):  # deleted, changed or decided meanwhile
        sentence = "Nothing was done: the review was changed, deleted or decided on meanwhile."
    messages.success(request, sentence)
    return redirect(f"{reverse('moderation-next')}?after={review.pk}")


def approve_it(request: HttpRequest, review: Review, form: ApproveForm) -> str:
    shows_visit = form.document_shows_visit
    approve(review_id=review.pk, moderator=request.user, document_shows_visit=shows_visit)
    return f"Review {review.pk} is published."


def decline_it(request: HttpRequest, review: Review, form: ReasonForm) -> str:
    reason = form.cleaned_data["reason"]
    decline(review_id=review.pk, moderator=request.user, reason=reason, note=form.cleaned_data["note"])
    return f"Review {review.pk} is declined: {reason.label}. The author is told."


def ask_it(request: HttpRequest, review: Review, form: ReasonForm) -> str:
    values = form.cleaned_data
    ask_for_change(review_id=review.pk, moderator=request.user, reason=values["reason"], note=values["note"])
    return f"The author of review {review.pk} is asked for a change."


DECISIONS: dict[str, Callable[..., str]] = {
    "approve": approve_it,
    "decline": decline_it,
    "change": ask_it,
}


def gone(request: HttpRequest, review: Review) -> HttpResponse:
    """It does not wait (any more)."""
    context = {**frame("reviews"), "review": review, "state": State(review.state).label}
    return render(
        request, "reviews/moderation/gone.html", context, status=409 if request.method == "POST" else 200
    )
