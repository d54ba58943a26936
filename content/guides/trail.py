"""Breadcrumbs of the pages about guides."""

from django.urls import reverse

from providers.web.trail import Step, home_step


def guide_trail(name: str, url: str) -> tuple[Step, ...]:
    """Home, the index of guides, and this page."""
    return (home_step(), Step("Guides", reverse("guides")), Step(name, url))
