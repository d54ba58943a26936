"""Editing and deleting a review through a link to the address that it was written with."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import PersonLimit, limited, too_many
from accounts.network import daily_network_key
from accounts.requests import PublicUploadRequest
from accounts.same_origin import same_origin_only
from accounts.uploads.limits import limits_uploads
from providers.models import Location
from reviews.author_links import check_unused, opens_link
from reviews.authors import email_hash, encrypted_address
from reviews.models import EMPTIED, PENDING, Question, Review, State
from reviews.proof.pictures import MAX_BYTES
from reviews.states import NotAllowedNow
from reviews.tokens import Link
from reviews.writing.actions import revise, withdraw
from reviews.writing.forms import EditLinkForm, ReviewContentForm, question_field
from reviews.writing.sender import sender_of
from reviews.writing.tasks import send_edit_links
from reviews.writing.views import too_often

MAILS = PersonLimit("review-link-mail", from_one="5/d", from_all="20/d")
CAN_EDIT = (*PENDING, State.PUBLISHED)


@never_cache
@same_origin_only
@limited("review-link", "10/h")
def request_link(request: HttpRequest, location_id: int) -> HttpResponse:
    """The answer, and the work behind it, is the same whether there is a review by this address or not: a
    job finds out."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    form = EditLinkForm(request.POST) if request.method == "POST" else EditLinkForm()
    if form.is_valid():
        email = form.cleaned_data["email"]
        sender = daily_network_key(request, purpose="review-link-mail")
        if wait := MAILS.wait(sender=sender, person=email_hash(email)):
            return too_many(request, wait)
        send_edit_links.defer(location_id=location.pk, sealed=encrypted_address(email))
        return render(request, "reviews/writing/link_sent.html", {"location": location})
    context = {"location": location, "form": form}
    return render(request, "reviews/writing/request_link.html", context, status=400 if form.errors else 200)


@never_cache
@limits_uploads(MAX_BYTES, protect=same_origin_only)
@limited("review-edit", "40/h")
@opens_link("edit", "change")
def edit(request: PublicUploadRequest, link: Link, review: Review) -> HttpResponse:
    """The form with what was written, and a button that deletes it."""
    check_unused(review, link)
    if review.state in EMPTIED:
        raise NotAllowedNow("Its text is gone.")
    context: dict[str, Any] = {"review": review, "location": review.location}
    if request.method == "POST" and "delete" in request.POST:
        withdraw(link=link)
        return render(request, "reviews/writing/deleted.html", context)
    if review.state not in CAN_EDIT:
        return render(request, "reviews/writing/edit.html", context)
    if request.method != "POST":
        context["form"] = ReviewContentForm(initial=initial_values(review))
        return render(request, "reviews/writing/edit.html", context)
    form = ReviewContentForm(request.POST, request.FILES, is_too_large=request.upload_was_too_large)
    if not form.is_valid():
        return render(request, "reviews/writing/edit.html", {**context, "form": form}, status=400)
    if wait := too_often(request, form):
        return too_many(request, wait)
    sender = sender_of(request, review.location)
    revise(link=link, draft=form.draft(), proof=form.proof(), sender=sender)
    return redirect("review-confirmed", location_id=review.location_id)


def initial_values(review: Review) -> dict[str, Any]:
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
