"""Moderators decide on appeals: another one than the first reads the review again."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.appeals.actions import SameModerator, decide_appeal, may_decide_from
from reviews.decisions.log import last_word
from reviews.models import Appeal
from reviews.policy.reasons import RULES
from reviews.queues.deciding import blocked_page, carry_out, closed_page, form_for, item_page
from reviews.queues.kinds import APPEALS
from reviews.queues.lists import next_url, queue_view, tabs_context
from reviews.queues.notes import NoteForm
from reviews.queues.waiting import without_scores
from reviews.screening.hints import hints_for
from reviews.states import NotAllowedNow


def open_appeals() -> QuerySet[Appeal]:
    return without_scores(Appeal.objects.filter(state=Appeal.State.OPEN))


appeal_queue = queue_view(APPEALS, open_appeals, "reviews/appeals/queue.html")


@never_cache
@requires("accounts.moderate")
def moderate_appeal(request: SignedInRequest, appeal_id: int) -> HttpResponse:
    """The moderator who made the decision is told that somebody else decides, or from when they may."""
    appeal = open_appeals().filter(pk=appeal_id).first()
    if appeal is None:
        return closed_page(request, APPEALS, Appeal.objects.all(), appeal_id)
    is_own = appeal.against_id == request.user.pk
    if is_own and not ((start := may_decide_from(appeal)) and start <= timezone.now()):
        context = {**tabs_context(APPEALS), "appeal": appeal, "start": start}
        return render(request, "reviews/appeals/own_decision.html", context, status=403)
    if blocked := blocked_page(request, APPEALS, appeal.pk, appeal.review):
        return blocked
    forms = {
        "grant": form_for(request, "grant", NoteForm, note_label="What to tell the author"),
        "refuse": form_for(
            request, "refuse", NoteForm, note_label="Why it stays as it was", is_note_required=True
        ),
    }

    def decide(action: str, values: dict[str, Any]) -> str:
        is_granted = action == "grant"
        try:
            decide_appeal(appeal_id=appeal.pk, moderator=request.user, is_granted=is_granted, **values)
        except SameModerator as error:
            raise NotAllowedNow from error
        if is_granted:
            return "The appeal is granted: the review is published. The author is told."
        return "The decision stays. The author is told why."

    if done := carry_out(request, APPEALS, forms, decide):
        return done
    context = {
        "appeal": appeal,
        "is_own": is_own,
        "decision": last_word(appeal.review),
        "hints": hints_for(appeal.review) if appeal.review.text else [],
        "rules": RULES,
        "next_url": next_url(APPEALS, open_appeals(), request.user, appeal.pk),
    }
    return item_page(request, APPEALS, "reviews/appeals/decide.html", forms, context)
