"""Addresses of the pages about one listing."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Link:
    label: str
    url: str


def address(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def listing_links(location_id: int) -> tuple[Link, ...]:
    """What staff can do with a listing."""
    return tuple(
        Link(label, address(name, location_id))
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
        Link(label, address(name, practice_id))
        for label, name in (
            ("Team", "team"),
            ("Reports", "practice-reports"),
            ("Add a location", "add-location"),
            ("Spreadsheet", "spreadsheet"),
        )
    )
