"""Editing and deleting a review through a link to the address that it was written with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import Limit, limited, seconds_to_wait, too_many
from accounts.same_origin import same_origin_only
from accounts.visitor import visitor_key
from providers.models import Location
from reviews.authors import email_hash, sealed_address
from reviews.models import Question, Review, State
from reviews.proof.pictures import MOST_BYTES
from reviews.proof.upload import upload_from_here
from reviews.states import NotAllowedNow
from reviews.tasks import send_edit_links
from reviews.tokens import Link, OldLink, opened
from reviews.writing.actions import revise, withdraw
from reviews.writing.forms import EditLinkForm, ReviewContentForm, question_field
from reviews.writing.views import too_often

MAILS = Limit.parse("5/d")
CAN_EDIT = (State.WAITING, State.CHANGE_ASKED, State.PUBLISHED)


@never_cache
@same_origin_only
@limited("review-link", "10/h")
def request_link(request: HttpRequest, location_id: int) -> HttpResponse:
    """The answer, and the work until it is there, is the same whether there is a review by this address or
    not: a job looks."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    form = EditLinkForm(request.POST) if request.method == "POST" else EditLinkForm()
    if form.is_valid():
        email = form.cleaned_data["email"]
        if wait := seconds_to_wait("review-link-mail", email_hash(email), MAILS):
            return too_many(request, wait)
        send_edit_links.defer(location_id=location.pk, sealed=sealed_address(email))
        return render(request, "reviews/writing/link_sent.html", {"location": location})
    context = {"location": location, "form": form}
    return render(request, "reviews/writing/request_link.html", context, status=400 if form.errors else 200)


@never_cache
@upload_from_here(MOST_BYTES)
@limited("review-edit", "40/h")
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """The form with what was written, and a button that deletes it."""
    try:
        link = opened_for_editing(token)
        review = Review.objects.select_related("location").get(pk=link.review_id)
    except (OldLink, Review.DoesNotExist):  # too old, damaged, or its review is gone
        return render(request, "reviews/old_link.html", status=404)
    if review.link_serial != link.serial or review.state in (State.WITHDRAWN, State.REPLACED):
        return render(request, "reviews/used_link.html", {"location": review.location}, status=409)
    if request.method == "POST" and "delete" in request.POST:
        return delete(request, review, link)
    return change(request, review, link)


def opened_for_editing(token: str) -> Link:
    """A link that the author asked for, or one that asked the author for a change. Raises OldLink."""
    try:
        return opened("edit", token)
    except OldLink:
        return opened("change", token)


def change(request: HttpRequest, review: Review, link: Link) -> HttpResponse:
    context: dict[str, Any] = {"review": review, "location": review.location}
    if review.state not in CAN_EDIT:
        return render(request, "reviews/writing/edit.html", context)
    if request.method != "POST":
        context["form"] = ReviewContentForm(initial=as_initial(review))
        return render(request, "reviews/writing/edit.html", context)
    form = ReviewContentForm(request.POST, request.FILES, is_too_large=request.upload_was_too_large)
    if not form.is_valid():
        return render(request, "reviews/writing/edit.html", {**context, "form": form}, status=400)
    if wait := too_often(request, form):
        return too_many(request, wait)
    key = visitor_key(request, purpose="review")
    try:
        revise(link=link, draft=form.draft(), proof=form.proof(), visitor_key=key)
    except NotAllowedNow:  # sent twice, or a moderator decided meanwhile
        return render(request, "reviews/used_link.html", context, status=409)
    return redirect("review-confirmed", location_id=review.location_id)


def delete(request: HttpRequest, review: Review, link: Link) -> HttpResponse:
    context = {"location": review.location}
    try:
        withdraw(link=link)
    except NotAllowedNow:  # sent twice
        return render(request, "reviews/used_link.html", context, status=409)
    return render(request, "reviews/writing/deleted.html", context)


def as_initial(review: Review) -> dict[str, Any]:
    """What the fields of the form start with."""
    again = {True: "yes", False: "no", None: ""}[review.would_choose_again]
    answers = {question_field(question): review.answer(question) or "" for question in Question}
    return {
        **answers,
        "service": review.service,
        "care_month": review.care_month,
        "care_year": review.care_year,
        "overall": review.overall,
        "would_choose_again": again,
        "text": review.text,
    }
