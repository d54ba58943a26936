"""Authors appeal against a decision, through a link mailed to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from reviews.appeals.actions import appeal, appealable_decision
from reviews.appeals.forms import AppealForm
from reviews.author_links import check_unused, opens_link
from reviews.models import Review
from reviews.states import NotAllowedNow
from reviews.tokens import Link


@never_cache
@same_origin_only
@limited("appeal", "20/h")
@opens_link("appeal")
def appeal_page(request: HttpRequest, link: Link, review: Review) -> HttpResponse:
    """The decision with its reason, and the form; one appeal only."""
    check_unused(review, link)
    decision = appealable_decision(review)
    if decision is None:
        raise NotAllowedNow("There is nothing to appeal against.")
    form = AppealForm(request.POST if request.method == "POST" else None)
    context = {"review": review, "location": review.location, "form": form, "decision": decision}
    if form.is_valid():
        appeal(link=link, text=form.cleaned_data["text"])
        return render(request, "reviews/appeals/sent.html", context)
    return render(request, "reviews/appeals/appeal.html", context, status=400 if form.errors else 200)
