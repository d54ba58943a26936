"""Moderators read replies: does one give away that anybody was a patient?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from reviews.models import Reply, ReplyReason, State
from reviews.policy.reasons import REPLY_RULES
from reviews.queues.deciding import blocked_page, carry_out, closed_page, form_for, item_page
from reviews.queues.kinds import REPLIES
from reviews.queues.lists import next_url, queue_view
from reviews.queues.notes import ReasonForm
from reviews.queues.waiting import without_scores
from reviews.replies.actions import decide_reply
from reviews.replies.forms import ApproveReplyForm
from reviews.screening.replies import signs_in_reply


def waiting_replies() -> QuerySet[Reply]:
    return without_scores(Reply.objects.filter(state=Reply.State.WAITING, review__state=State.PUBLISHED))


reply_queue = queue_view(REPLIES, waiting_replies, "reviews/replies/queue.html")


@never_cache
@requires("accounts.moderate")
def moderate_reply(request: SignedInRequest, reply_id: int) -> HttpResponse:
    """The reply beside its review; a reply with signs is published only by a moderator who says to have
    looked."""
    reply = waiting_replies().filter(pk=reply_id).first()
    if reply is None:
        return closed_page(request, REPLIES, Reply.objects.all(), reply_id)
    if blocked := blocked_page(request, REPLIES, reply.pk, reply.review):
        return blocked
    signs = signs_in_reply(reply.text)
    forms = {
        "approve": form_for(request, "approve", ApproveReplyForm, has_signs=bool(signs)),
        "decline": form_for(
            request, "decline", ReasonForm, reasons=ReplyReason, note_label="What to tell the clinic"
        ),
    }

    def decide(action: str, values: dict[str, Any]) -> str:
        if action == "approve":
            decide_reply(reply_id=reply.pk, moderator=request.user)
            return "The reply is published under the review. The clinic is told."
        decide_reply(reply_id=reply.pk, moderator=request.user, **values)
        return "The reply is declined. The clinic is told why."

    context = {
        "reply": reply,
        "signs": signs,
        "rules": REPLY_RULES,
        "next_url": next_url(REPLIES, waiting_replies(), request.user, reply.pk),
    }
    return carry_out(request, REPLIES, forms, decide) or item_page(
        request, REPLIES, "reviews/replies/decide.html", forms, context
    )
