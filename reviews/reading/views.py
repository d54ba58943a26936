"""All reviews of a location, and "helpful"."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from providers.models import Location
from reviews.models import Review
from reviews.reading.actions import helpful_key, vote_helpful
from reviews.reading.page import review_view
from reviews.reading.published import SORT_LABELS, ReviewSearch, pages_of_reviews, summary_of, with_replies
from reviews.reading.summary_page import summary_view


def review_list(request: HttpRequest, location_id: int) -> HttpResponse:
    """Sorted, searched, page by page; a page number that does not exist leads to the nearest one."""
    location = get_object_or_404(Location.objects.with_page().select_related("practice"), pk=location_id)
    search = ReviewSearch.parse(request.GET)
    summary = summary_of(location.pk)
    page = pages_of_reviews(summary, search).get_page(request.GET.get("page"))
    query = search.query_string()
    context = {
        "location": location,
        "summary": summary_view(summary),
        "search": search,
        "sorts": [(sort.value, label) for sort, label in SORT_LABELS.items()],
        "page": page,
        "query": f"&{query}" if query else "",
        "reviews": [review_view(published) for published in with_replies(page)],
    }
    return render(request, "reviews/reading/list.html", context)


@same_origin_only
@limited("helpful", "60/h")
def helpful(request: HttpRequest, review_id: int) -> HttpResponse:
    """One vote, without an account and without a cookie; voting again changes nothing."""
    reviews = Review.objects.published().select_related("location")
    review = get_object_or_404(reviews, public_id=review_id)
    if request.method != "POST":
        return redirect(f"{reverse('review-list', args=[review.location_id])}#review-{review.public_id}")
    is_new = vote_helpful(review=review, key=helpful_key(request, review))
    return render(request, "reviews/reading/helpful.html", {"review": review, "is_new": is_new})
