"""Reviews on pages of other apps: `{% reviews_for page.id page.name %}` on a location's (two queries), and
`{% moderation_queues as queues %}` on the dashboard (one)."""

from typing import Any

from django import template
from django.urls import reverse

from reviews.queues.waiting import numbers
from reviews.reading import page as lines
from reviews.reading import structured_data
from reviews.reading import summary_page as summary
from reviews.reading.published import Sort, newest_reviews, summary_of

register = template.Library()


@register.inclusion_tag("reviews/reading/for_location.html", takes_context=True)
def reviews_for(context: template.Context, location_id: int, name: str) -> dict[str, Any]:
    """The sums, the newest few reviews, and the ways to the others."""
    sums = summary_of(location_id)
    newest = newest_reviews(location_id) if sums.number else []
    list_url = reverse("review-list", args=[location_id])
    return {
        "summary": summary.present(sums),
        "reviews": [lines.present(review, with_answers=False) for review in newest],
        "has_more": sums.number > len(newest),
        "list_url": list_url,
        "sorts": [(f"{list_url}?sort={sort}", label) for sort, label in OTHER_SORTS],
        "write_url": reverse("write-review", args=[location_id]),
        "edit_url": reverse("edit-review-request", args=[location_id]),
        "structured_data": structured_data.reviews_of(context.get("canonical", ""), name, newest),
    }


@register.simple_tag
def moderation_queues() -> list[tuple[str, str, int, str]]:
    """What waits for moderators: the name, the name of the address, how many, and no explanation."""
    waiting = numbers()
    return [(label, address, waiting[queue], "") for queue, label, address in QUEUES]


QUEUES = [
    ("reviews", "Reviews to moderate", "moderation"),
    ("replies", "Replies of clinics", "moderate-replies"),
    ("appeals", "Appeals", "moderate-appeals"),
    ("reports", "Reports of reviews", "moderate-reports"),
    ("takedowns", "Legal notices", "moderate-takedowns"),
]
OTHER_SORTS = [(Sort.USEFUL, "Most useful"), (Sort.LOWEST, "Lowest first"), (Sort.HIGHEST, "Highest first")]
