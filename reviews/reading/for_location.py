"""The section of reviews on a location's page, in two statements."""

from typing import Any

from django.urls import reverse

from reviews.reading.page import review_view
from reviews.reading.published import SORT_LABELS, Sort, newest_reviews, summary_of
from reviews.reading.structured_data import reviews_data
from reviews.reading.summary_page import summary_view


def reviews_section(location_id: int, name: str, page_url: str, *, is_demo: bool) -> dict[str, Any]:
    """What the section's template is given: the sums, the newest few reviews, and links to the others.

    `page_url`: the whole canonical URL of the location's page. An invented place (`is_demo`) has no data for
    search engines.
    """
    summary = summary_of(location_id)
    newest = newest_reviews(location_id) if summary.number else []
    list_url = reverse("review-list", args=[location_id])
    return {
        "summary": summary_view(summary),
        "reviews": [review_view(published, with_answers=False) for published in newest],
        "has_more": summary.number > len(newest),
        "list_url": list_url,
        "sorts": [
            (f"{list_url}?sort={sort}", label) for sort, label in SORT_LABELS.items() if sort != Sort.NEWEST
        ],
        "write_url": reverse("write-review", args=[location_id]),
        "edit_url": reverse("edit-review-request", args=[location_id]),
        "structured_data": reviews_data(
            page_url, name, [] if is_demo else [published.review for published in newest]
        ),
    }
