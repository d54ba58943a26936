"""Somebody sends a legal notice against a review; its author answers, through a link mailed to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from accounts.limits import PersonLimit, limited, too_many
from accounts.network import daily_network_key
from accounts.same_origin import same_origin_only
from reviews.author_links import check_unused, opens_link, text_page
from reviews.authors import email_hash
from reviews.models import Review
from reviews.states import NotAllowedNow
from reviews.takedowns.actions import answer, open_for_answer, receive_notice
from reviews.takedowns.forms import AnswerForm, NoticeForm
from reviews.tokens import Link

# Mails to one address, which nobody has confirmed: it may be a stranger's.
MAILS = PersonLimit("notice-mail", from_one="3/d", from_all="10/d")


@never_cache
@same_origin_only
@limited("takedown-notice", "5/h")
def notice(request: HttpRequest, review_id: int) -> HttpResponse:
    """A legal notice. The page first says what will happen with it."""
    review = get_object_or_404(Review.objects.published().select_related("location"), public_id=review_id)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    context = {"review": review, "location": review.location, "form": form}
    if form.is_valid():
        sender = daily_network_key(request, purpose="notice-mail")
        if wait := MAILS.wait(sender=sender, person=email_hash(form.cleaned_data["email"])):
            return too_many(request, wait)
        try:
            receive_notice(review=review, notice=form.notice())
        except NotAllowedNow:  # it was taken off while the form was filled in
            return render(request, "reviews/takedowns/not_published.html", context, status=409)
        return render(request, "reviews/takedowns/notice_sent.html", context)
    return render(request, "reviews/takedowns/notice.html", context, status=400 if form.errors else 200)


@never_cache
@same_origin_only
@limited("takedown-answer", "20/h")
@opens_link("answer")
def answer_page(request: HttpRequest, link: Link, review: Review) -> HttpResponse:
    """What the notice says, without who sent it, and the form."""
    check_unused(review, link)
    takedown = open_for_answer(review)
    if takedown is None:
        raise NotAllowedNow("Nothing waits for an answer.")
    return text_page(
        request,
        link,
        review,
        form_class=AnswerForm,
        send=answer,
        templates=("reviews/takedowns/answer.html", "reviews/takedowns/answer_sent.html"),
        takedown=takedown,
    )
