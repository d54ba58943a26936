"""Authors appeal against a decision, and answer a legal notice, through links mailed to them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from reviews.appeals.actions import appeal, can_be_appealed
from reviews.decisions.log import last_word
from reviews.models import Review
from reviews.states import NotAllowedNow
from reviews.takedowns.actions import answer, open_for_answer
from reviews.takedowns.forms import AnswerForm, AppealForm
from reviews.tokens import Link, OldLink, opened


@never_cache
@same_origin_only
@limited("appeal", "20/h")
def appeal_page(request: HttpRequest, token: str) -> HttpResponse:
    """The decision with its reason, and the form; one appeal only."""
    found = review_of("appeal", token)
    if found is None:
        return render(request, "reviews/old_link.html", status=404)
    link, review = found
    context: dict[str, Any] = {"review": review, "location": review.location}
    if review.link_serial != link.serial or not can_be_appealed(review):
        return render(request, "reviews/used_link.html", context, status=409)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            appeal(link=link, text=form.cleaned_data["text"])
        except NotAllowedNow:  # sent twice
            return render(request, "reviews/used_link.html", context, status=409)
        return render(request, "reviews/appeals/sent.html", context)
    context |= {"form": form, "decision": last_word(review)}
    return render(request, "reviews/appeals/appeal.html", context, status=400 if form.errors else 200)


@never_cache
@same_origin_only
@limited("takedown-answer", "20/h")
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    """What the notice says, without who sent it, and the form."""
    found = review_of("answer", token)
    if found is None:
        return render(request, "reviews/old_link.html", status=404)
    link, review = found
    context: dict[str, Any] = {"review": review, "location": review.location}
    takedown = open_for_answer(review)
    if review.link_serial != link.serial or takedown is None:
        return render(request, "reviews/used_link.html", context, status=409)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer(link=link, text=form.cleaned_data["text"])
        except NotAllowedNow:  # sent twice
            return render(request, "reviews/used_link.html", context, status=409)
        return render(request, "reviews/takedowns/answer_sent.html", context)
    context |= {"form": form, "takedown": takedown}
    return render(request, "reviews/takedowns/answer.html", context, status=400 if form.errors else 200)


def review_of(purpose: str, token: str) -> tuple[Link, Review] | None:
    """None if the link is too old or damaged, or its review is gone."""
    try:
        link = opened(purpose, token)
    except OldLink:
        return None
    review = Review.objects.select_related("location").filter(pk=link.review_id).first()
    return (link, review) if review else None
