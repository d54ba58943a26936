"""One reply of a clinic that waits: does it tell that anybody was a patient?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from reviews.models import ReplyReason, Subject
from reviews.policy.reasons import REPLY_RULES
from reviews.queues.deciding import carry_out, held_elsewhere
from reviews.queues.decision_fields import ApproveReplyForm, ReasonForm
from reviews.queues.lists import frame
from reviews.queues.waiting import waiting_replies
from reviews.replies.deciding import decide_reply
from reviews.screening.replies import signs_in_reply


@never_cache
@requires("accounts.moderate")
def moderate_reply(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The reply beside the review; a reply with signs is published only by who says to have looked."""
    reply = get_object_or_404(waiting_replies(), pk=reply_id)
    if elsewhere := held_elsewhere(request, "replies", Subject.REPLY, reply.pk, reply.review):
        return elsewhere
    signs = signs_in_reply(reply.text)
    sent = request.POST.get("action")
    approve = ApproveReplyForm(
        request.POST if sent == "approve" else None, prefix="approve", has_signs=bool(signs)
    )
    decline = ReasonForm(
        request.POST if sent == "decline" else None,
        prefix="decline",
        reasons=ReplyReason,
        note_label="What to tell the clinic",
    )
    if approve.is_valid() and sent == "approve":
        return carry_out(request, "replies", lambda: publish(request, reply.pk))
    if decline.is_valid():
        return carry_out(request, "replies", lambda: refuse(request, reply.pk, decline))
    context = {
        **frame("replies"),
        "reply": reply,
        "signs": signs,
        "rules": [(reason.label, covers) for reason, covers in REPLY_RULES],
        "approve_form": approve,
        "decline_form": decline,
    }
    return render(request, "reviews/replies/decide.html", context, status=400 if sent else 200)


def publish(request: HttpRequest, reply_id: int) -> str:
    decide_reply(reply_id=reply_id, moderator=request.user)
    return "The reply is published under the review. The clinic is told."


def refuse(request: HttpRequest, reply_id: int, form: ReasonForm) -> str:
    values = form.cleaned_data
    decide_reply(reply_id=reply_id, moderator=request.user, reason=values["reason"], note=values["note"])
    return "The reply is declined. The clinic is told why."
