"""All reviews of a location, and "helpful"."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.limits import limited
from accounts.same_origin import same_origin_only
from providers.models import Location
from reviews.models import Review
from reviews.reading import page as lines
from reviews.reading import summary_page as summary
from reviews.reading.actions import find_helpful, helpful_key
from reviews.reading.published import ReviewQuestion, Sort, pages_of_reviews, summary_of

PER_PAGE = 10
SORTS = [
    (Sort.NEWEST, "Newest"),
    (Sort.USEFUL, "Most useful"),
    (Sort.LOWEST, "Lowest first"),
    (Sort.HIGHEST, "Highest first"),
]


def review_list(request: HttpRequest, location_id: int) -> HttpResponse:
    """Sorted, searched, page by page; a page number that there is not leads to the nearest."""
    location = get_object_or_404(Location.objects.with_page(), pk=location_id)
    question = ReviewQuestion.parse(request.GET)
    sums = summary_of(location.pk)
    page = pages_of_reviews(sums, question, PER_PAGE).get_page(request.GET.get("page"))
    query = question.query_string()
    context = {
        "location": location,
        "summary": summary.present(sums),
        "question": question,
        "sorts": [(sort.value, label) for sort, label in SORTS],
        "page": page,
        "query": f"&{query}" if query else "",
        "reviews": [lines.present(review) for review in page],
    }
    return render(request, "reviews/reading/list.html", context)


@same_origin_only
@limited("helpful", "60/h")
def helpful(request: HttpRequest, review_id: int) -> HttpResponse:
    """One press, without an account and without a cookie; pressing again changes nothing."""
    reviews = Review.objects.published().select_related("location")
    review = get_object_or_404(reviews, pk=review_id)
    if request.method != "POST":
        return redirect(f"{reverse('review-list', args=[review.location_id])}#review-{review.pk}")
    is_new = find_helpful(review=review, key=helpful_key(request, review))
    return render(request, "reviews/reading/helpful.html", {"review": review, "is_new": is_new})
