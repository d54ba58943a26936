"""The reviews of a practice, and the reply to one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.permissions import requires
from providers.models import Practice
from reviews.models import Reply, ReplyReason, Review, State
from reviews.reading.page import month_and_year
from reviews.replies import page as presenter
from reviews.replies.actions import open_reply, send_reply, take_back_reply
from reviews.replies.forms import OWN_WORDS, ReplyForm
from reviews.states import NotAllowedNow


@never_cache
@requires("listings.view_listing", Practice)
def practice_reviews(request: HttpRequest, practice: Practice) -> HttpResponse:
    page, reviews = presenter.reviews_of_practice(practice, request.GET.get("page"))
    context = {"practice": practice, "page": page, "reviews": reviews}
    return render(request, "reviews/replies/list.html", context)


@never_cache
@requires("reviews.reply", Review, select_related=("location",))
def reply(request: HttpRequest, review: Review) -> HttpResponse:
    """The reply that there is, or the form for one. Only published reviews are anybody's business here."""
    if review.state != State.PUBLISHED:
        raise Http404
    if request.method == "POST" and "take-back" in request.POST:
        if take_back_reply(review=review):
            messages.success(request, "Your reply is taken back.")
        return redirect("reply", review_id=review.pk)
    form = ReplyForm(request.POST) if request.method == "POST" else ReplyForm(initial={"template": OWN_WORDS})
    if form.is_valid():
        return sent(request, review, form)
    context = {
        "review": review,
        "published": month_and_year(review.published_at),
        "reply": open_reply(review),
        "declined": why_declined(review),
        "form": form,
    }
    return render(request, "reviews/replies/reply.html", context, status=400 if form.errors else 200)


def why_declined(review: Review) -> str:
    """The reason why the newest declined reply was, in words; empty without one."""
    declined = review.replies.filter(state=Reply.State.DECLINED).first()
    return ReplyReason(declined.reason).label if declined else ""


def sent(request: HttpRequest, review: Review, form: ReplyForm) -> HttpResponse:
    try:
        send_reply(review=review, user=request.user, **form.cleaned_data)
    except NotAllowedNow:  # a colleague replied in the meantime
        messages.warning(request, "A colleague was quicker: this review has a reply now.")
    else:
        messages.success(request, "Your reply goes to a moderator. You get a mail with the decision.")
    return redirect("reply", review_id=review.pk)
