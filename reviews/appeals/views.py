"""Authors appeal against a decision, through a link mailed to them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from reviews.appeals.actions import appeal, appealable_decision, goes_to_same_person
from reviews.appeals.forms import AppealForm
from reviews.author_links import check_unused, opens_link, text_page
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
    return text_page(
        request,
        link,
        review,
        form_class=AppealForm,
        send=appeal,
        templates=("reviews/appeals/appeal.html", "reviews/appeals/sent.html"),
        decision=decision,
        is_same_person=goes_to_same_person(decision),
    )
