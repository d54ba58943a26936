"""One appeal: somebody else than the first moderator reads the review again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.appeals.actions import SameModerator, decide_appeal
from reviews.decisions.log import last_word
from reviews.models import Subject
from reviews.policy.reasons import RULES
from reviews.queues.deciding import carry_out, held_elsewhere
from reviews.queues.decision_fields import NoteForm
from reviews.queues.lists import frame
from reviews.queues.waiting import open_appeals
from reviews.screening.hints import hints_for
from reviews.states import NotAllowedNow


@never_cache
@requires("accounts.moderate")
def moderate_appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Whoever made the decision is told that somebody else decides on the appeal."""
    appeal = get_object_or_404(open_appeals(), pk=appeal_id)
    context = {**frame("appeals"), "appeal": appeal}
    if appeal.against_id == request.user.pk:
        return render(request, "reviews/appeals/own_decision.html", context, status=403)
    if elsewhere := held_elsewhere(request, "appeals", Subject.APPEAL, appeal.pk, appeal.review):
        return elsewhere
    sent = request.POST.get("action")
    forms = {
        name: NoteForm(
            request.POST if sent == name else None,
            prefix=name,
            note_label=label,
            is_note_required=name == "refuse",
        )
        for name, label in (("grant", "What to tell the author"), ("refuse", "Why it stays as it was"))
    }
    if sent in forms and forms[sent].is_valid():
        note = forms[sent].cleaned_data["note"]
        return carry_out(
            request, "appeals", lambda: decide(request, appeal.pk, is_granted=sent == "grant", note=note)
        )
    decision = last_word(appeal.review)
    context |= {
        "reason": decision.reason_label if decision else "",
        "note": decision.note if decision else "",
        "hints": hints_for(appeal.review) if appeal.review.text else [],
        "rules": RULES,
        "grant_form": forms["grant"],
        "refuse_form": forms["refuse"],
    }
    return render(request, "reviews/appeals/decide.html", context, status=400 if sent else 200)


def decide(request: HttpRequest, appeal_id: int, *, is_granted: bool, note: str) -> str:
    try:
        decide_appeal(appeal_id=appeal_id, moderator=request.user, is_granted=is_granted, note=note)
    except SameModerator as error:
        raise NotAllowedNow from error
    if is_granted:
        return "The appeal is granted: the review is published. The author is told."
    return "The decision stays. The author is told why."
