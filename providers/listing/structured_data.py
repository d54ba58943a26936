"""schema.org data of a location's page; it says what the page shows and nothing more."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from providers.listing.listing import Listing
from providers.models import Location, OpeningHours
from providers.search.ranking import MIN_FOR_SCORE
from providers.web.trail import Step

# As Django's json_script does, so that a name can't end the script element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def clinic(listing: Listing, url: str, today: date) -> dict[str, Any]:
    """A MedicalClinic. The aggregate rating is left out below the number that the page shows a score for, and
    days on which it is closed once they are over.

    A place that closed takes no patients and has no hours, whatever it said before.
    """
    location = listing.location
    is_closed = location.status == Location.Status.CLOSED
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "@id": url,
        "url": url,
        "name": location.name,
        "telephone": location.phone or None,
        "isAcceptingNewPatients": False if is_closed else location.accepting_new_patients,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(part for part in (location.street, location.street_detail) if part)
            or None,
            "addressLocality": location.city,
            "addressRegion": location.state,
            "postalCode": location.postal_code,
            "addressCountry": "US",
        },
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{OpeningHours.Weekday(span.weekday).label}",
                "opens": f"{span.opens:%H:%M}",
                "closes": f"{span.closes:%H:%M}",
            }
            for span in (() if is_closed else listing.hours)
        ],
        # Opening and closing at midnight is how search engines are told that a place is closed all day.
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": days.first_day.isoformat(),
                "validThrough": days.last_day.isoformat(),
                "opens": "00:00",
                "closes": "00:00",
                **({"name": days.label} if days.label else {}),
            }
            for days in (() if is_closed else listing.closures)
            if days.last_day >= today
        ],
    }
    if location.latitude is not None and not location.is_approximate:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": location.latitude,
            "longitude": location.longitude,
        }
    if location.rating_average is not None and location.rating_count >= MIN_FOR_SCORE:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": round(float(location.rating_average), 1),
            "reviewCount": location.rating_count,
            "bestRating": 5,
            "worstRating": 1,
        }
    return _without_unknown(data)


def breadcrumbs(trail: Sequence[Step], origin: str) -> dict[str, Any]:
    """A BreadcrumbList; `origin` is the scheme and host, such as "https://example.com"."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.name, "item": f"{origin}{step.url}"}
            for position, step in enumerate(trail, start=1)
        ],
    }


def as_json(data: dict[str, Any]) -> SafeString:
    """The text of an `application/ld+json` element: data, not a script that runs."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # can't end the element


def _without_unknown(data: dict[str, Any]) -> dict[str, Any]:
    """Without the keys whose value is not known: schema.org has no word for that."""
    return {
        key: _without_unknown(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value not in (None, [], "")
    }
