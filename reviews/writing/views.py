"""Writing a review: the form, what happens next, confirming the address. No account, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from accounts.limits import PersonLimit, VisitorLimit, Wait, limited, too_many
from accounts.network import daily_network_key
from accounts.requests import PublicUploadRequest
from accounts.same_origin import same_origin_only
from accounts.uploads.limits import limits_uploads
from providers.models import Location
from reviews.author_links import opens_link
from reviews.authors import email_hash
from reviews.models import Relationship, Review
from reviews.proof.pictures import MAX_BYTES
from reviews.states import NotAllowedNow
from reviews.tokens import Link
from reviews.writing.actions import confirm, submit
from reviews.writing.forms import ReviewContentForm, ReviewForm
from reviews.writing.sender import sender_of

# Attempts to send, mistakes included; reviews sent; codes tried; mails to one address.
ATTEMPTS = "40/h"
SENT = VisitorLimit("review-sent", "5/d")
CODES = VisitorLimit("visit-code", "10/d")
MAILS = PersonLimit("review-mail", from_one="5/d", from_all="20/d")


@never_cache
@limits_uploads(MAX_BYTES, protect=same_origin_only)
@limited("review", ATTEMPTS)
def write(request: PublicUploadRequest, location_id: int) -> HttpResponse:
    """The form. People who are not patients are turned away kindly, and nothing they typed is stored."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    if request.method != "POST":
        form = ReviewForm(initial={"code": request.GET.get("code", "")[:60]})
        return render(request, "reviews/writing/write.html", {"location": location, "form": form})
    form = ReviewForm(request.POST, request.FILES, is_too_large=request.upload_was_too_large)
    if form.turned_away:
        return turn_away(request, location, form.turned_away)
    if not form.is_valid():
        return render(request, "reviews/writing/write.html", {"location": location, "form": form}, status=400)
    email = form.cleaned_data["email"]
    network = daily_network_key(request, purpose="review-mail")
    if wait := too_often(request, form) or MAILS.wait(sender=network, person=email_hash(email)):
        return too_many(request, wait)
    sender = sender_of(request, location)
    submit(location=location, draft=form.draft(), proof=form.proof(), email=email, sender=sender)
    return redirect("review-sent", location_id=location.pk)


def too_often(request: HttpRequest, form: ReviewContentForm) -> Wait:
    """How long a visitor has to wait who has sent many reviews, or tried many codes, today."""
    wait = CODES.wait(request) if form.cleaned_data["code"] else Wait()
    return wait or SENT.wait(request)


def turn_away(request: HttpRequest, location: Location, why: Relationship) -> HttpResponse:
    context = {"location": location, "relationship": why.value}
    return render(request, "reviews/writing/turned_away.html", context)


@never_cache
def sent(request: HttpRequest, location_id: int) -> HttpResponse:
    """What the author does next: check their mail."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    return render(request, "reviews/writing/sent.html", {"location": location})


@never_cache
@same_origin_only
@opens_link("confirm")
def confirm_review(request: HttpRequest, link: Link, review: Review) -> HttpResponse:
    """Opening the link shows a button, because mail scanners open links too; pressing it confirms."""
    is_done = review.link_serial != link.serial
    if request.method == "POST" and not is_done:
        try:
            confirm(link=link, sender=sender_of(request, review.location))
        except (NotAllowedNow, Review.DoesNotExist):  # pressed twice at the same time
            is_done = True
        else:
            return redirect("review-confirmed", location_id=review.location_id)
    context = {"location": review.location, "is_done": is_done}
    return render(request, "reviews/writing/confirm.html", context)


@never_cache
def confirmed(request: HttpRequest, location_id: int) -> HttpResponse:
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    return render(request, "reviews/writing/confirmed.html", {"location": location})
