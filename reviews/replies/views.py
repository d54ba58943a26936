"""For the team of a practice: its reviews, and the reply to one of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import page_of
from providers.models import Practice
from reviews.dates import month_and_year
from reviews.models import Reply, ReplyReason, Review, State
from reviews.publishing.actions import open_replies
from reviews.replies.actions import send_reply, take_back_reply
from reviews.replies.forms import OWN_WORDS, ReplyForm
from reviews.replies.page import reviews_of_practice, staff_review
from reviews.states import NotAllowedNow


@never_cache
@requires("listings.view_listing", Practice)
def practice_reviews(request: SignedInRequest, practice: Practice) -> HttpResponse:
    page = page_of(request, reviews_of_practice(practice))
    context = {"practice": practice, "page": page, "reviews": [staff_review(review) for review in page]}
    return render(request, "reviews/replies/list.html", context)


@never_cache
@requires("reviews.reply", Review, select_related=("location",), key="public_id")
def reply(request: SignedInRequest, review: Review) -> HttpResponse:
    """The reply if there is one, or the form to write it. The clinic sees published reviews only."""
    if review.state != State.PUBLISHED:
        raise Http404
    if request.method == "POST" and "take-back" in request.POST:
        if take_back_reply(review=review):
            messages.success(request, "Your reply is taken back.")
        return redirect("reply", review_id=review.public_id)
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm(initial={"template": OWN_WORDS})
    if form.is_valid():
        return send(request, review, form)
    context = {
        "review": review,
        "published": month_and_year(review.published_at),
        "reply": open_replies(review).first(),
        "declined": why_declined(review),
        "form": form,
    }
    return render(request, "reviews/replies/reply.html", context, status=400 if form.errors else 200)


def why_declined(review: Review) -> str:
    """The reason, in words, for which the newest declined reply was declined; empty if there is none."""
    declined = review.replies.filter(state=Reply.State.DECLINED).first()
    return ReplyReason(declined.reason).label if declined else ""


def send(request: SignedInRequest, review: Review, form: ReplyForm) -> HttpResponse:
    try:
        send_reply(review=review, user=request.user, **form.cleaned_data)
    except NotAllowedNow:  # a colleague replied in the meantime
        messages.warning(request, "A colleague was quicker: this review has a reply now.")
    else:
        messages.success(request, "Your reply goes to a moderator. You get a mail with the decision.")
    return redirect("reply", review_id=review.public_id)
