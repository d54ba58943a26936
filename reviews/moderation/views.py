"""One review: its text beside the rules, and what a moderator can do.

The page, and everything it is made from, is without scores until the decision (16 CFR 465).
"""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.dates import time_of_day
from reviews.decisions.log import decisions_about
from reviews.models import EMPTIED, Review, State
from reviews.moderation.actions import ask_for_change, ask_for_document, decline
from reviews.moderation.forms import ApproveForm
from reviews.moderation.page import approved_line, review_item
from reviews.moderation.publication import approve, approved_reviews, take_back
from reviews.policy.reasons import LISTED_REASONS, RULES
from reviews.proof.redeeming import with_same_code
from reviews.queues.deciding import blocked_page, form_for
from reviews.queues.holds import HeldByAnother, Involved, refuse_involved
from reviews.queues.kinds import REVIEWS
from reviews.queues.lists import tabs_context
from reviews.queues.notes import NoteForm, ReasonForm
from reviews.queues.waiting import reviews_without_scores
from reviews.screening.hints import hints_for
from reviews.states import NotAllowedNow

MAX_APPROVED = 5


@never_cache
@requires("accounts.moderate")
def moderate_review(request: SignedInRequest, review_id: int) -> HttpResponse:
    """Opening the page holds the review for a quarter of an hour; deciding leads to the next one."""
    review = get_object_or_404(reviews_without_scores(), pk=review_id)
    is_post = request.method == "POST"
    if review.state != State.WAITING:
        return decided_page(request, review)
    if blocked := blocked_page(request, REVIEWS, review.pk, review):
        return blocked
    documents = list(review.documents.values_list("pk", flat=True))
    same_code = list(reviews_without_scores().filter(pk__in=with_same_code(review)))
    forms = decision_forms(request, has_documents=bool(documents), shares_code=bool(same_code))
    action = request.POST.get("action", "")
    if action in forms and forms[action].is_valid():
        return carry_out(request, review, action, forms[action])
    context = {
        **tabs_context(REVIEWS),
        **{f"{name}_form": form for name, form in forms.items()},
        "item": review_item(review, hints_for(review), text_replaced_by(review), documents),
        "same_code": same_code,
        "rules": RULES,
        "approved": [approved_line(row, request.user) for row in own_approvals(request.user)],
        "next_url": next_url(review),
    }
    return render(request, "reviews/moderation/decide.html", context, status=400 if is_post else 200)


def decided_page(request: SignedInRequest, review: Review) -> HttpResponse:
    """A review that does not wait: what was decided, by whom, and where it can be read. An approval that is
    not public yet can be taken back."""
    try:
        refuse_involved(review, request.user)
    except Involved:
        return render(request, "reviews/queues/own_practice.html", tabs_context(REVIEWS), status=403)
    is_approved = review.state == State.APPROVED
    if is_approved and request.POST.get("action") == "take-back":
        return carry_out_take_back(request, review)
    context = {
        **tabs_context(REVIEWS),
        "review": review,
        "is_approved": is_approved,
        "is_published": review.state == State.PUBLISHED,
        "shows_text": review.state not in (State.UNCONFIRMED, *EMPTIED),
        "decisions": decisions_about(review),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "reviews/moderation/decided.html", context, status=status)


def carry_out_take_back(request: SignedInRequest, review: Review) -> HttpResponse:
    try:
        take_back(review_id=review.pk, moderator=request.user)
    except (NotAllowedNow, HeldByAnother, Review.DoesNotExist):  # it became public, or its author deleted it
        messages.warning(request, "It was too late to take this back.")
    else:
        messages.success(request, f"The approval of review {review.pk} is taken back. Nothing was public.")
    return redirect("moderate-review", review_id=review.pk)


def own_approvals(moderator: User) -> QuerySet[Review]:
    """What this moderator can still take back, the newest first."""
    rows = approved_reviews(moderator).filter(approved_by=moderator)
    return rows.order_by("-public_at", "-pk")[:MAX_APPROVED]


def text_replaced_by(review: Review) -> str:
    """The published text that this one is to replace; empty if there is none."""
    if review.replaces_id is None:
        return ""
    return Review.objects.filter(pk=review.replaces_id).values_list("text", flat=True).first() or ""


def next_url(review: Review) -> str:
    return f"{reverse('moderation-next')}?after={review.pk}"


def decision_forms(request: SignedInRequest, *, has_documents: bool, shares_code: bool) -> dict[str, Any]:
    approve_options = {"has_documents": has_documents, "shares_code": shares_code}
    return {
        "approve": form_for(request, "approve", ApproveForm, **approve_options),
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
        "document": form_for(
            request, "document", NoteForm, note_label="Anything to add for the author (optional)"
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
        review = approve(review_id=review_id, moderator=moderator, document_shows_visit=shows_visit)
        return (
            f"Review {review_id} is approved. It becomes public at {time_of_day(review.public_at)}; "
            "until then you can take it back."
        )
    values = form.cleaned_data
    if action == "decline":
        decline(review_id=review_id, moderator=moderator, **values)
        return f"Review {review_id} is declined: {values['reason'].label}. The author is told."
    if action == "document":
        ask_for_document(review_id=review_id, moderator=moderator, **values)
        return f"The author of review {review_id} is asked for a document."
    ask_for_change(review_id=review_id, moderator=moderator, **values)
    return f"The author of review {review_id} is asked for a change."
