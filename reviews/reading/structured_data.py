"""schema.org data of the reviews that a location's page shows: the same words, nothing more."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString

from providers.listing.structured_data import as_json
from reviews.models import Review

# Authors have no name, neither on the page nor in the data.
AUTHOR = "A patient"


def reviews_data(page_url: str, clinic_name: str, reviews: Sequence[Review]) -> SafeString:
    """More about the MedicalClinic that the page describes, which has the page's URL as @id; empty without
    reviews."""
    if not reviews:
        return SafeString("")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": page_url,
        "name": clinic_name,
        "review": [review_data(review) for review in reviews],
    }
    return as_json(data)


def review_data(review: Review) -> dict[str, Any]:
    return {
        "@type": "Review",
        "author": {"@type": "Person", "name": AUTHOR},
        "datePublished": f"{review.updated_at or review.published_at:%Y-%m}",
        "reviewBody": review.text,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": review.overall,
            "bestRating": 5,
            "worstRating": 1,
        },
    }
