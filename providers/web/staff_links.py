"""Addresses of the pages about one listing."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    label: str
    url: str


def listing_links(location_id: int) -> tuple[Link, ...]:
    """What staff can do with a listing."""
    return tuple(
        Link(label, reverse(name, args=[location_id]))
        for label, name in (
            ("Edit", "listing"),
            ("All dates", "confirmations"),
            ("Statistics", "statistics"),
            ("History", "history"),
        )
    )


def practice_links(practice_id: int) -> tuple[Link, ...]:
    """What staff can do with a practice."""
    return tuple(
        Link(label, reverse(name, args=[practice_id]))
        for label, name in (
            ("Team", "team"),
            ("Reports", "practice-reports"),
            ("Reviews", "practice-reviews"),
            ("Visit codes", "visit-codes"),
            ("Add a location", "add-location"),
            ("Spreadsheet", "spreadsheet"),
        )
    )
