"""Authors and reviewers as pages name them."""

from dataclasses import dataclass

from django.urls import reverse

from content.models import Contribution
from content.models.version import PersonRow


@dataclass(frozen=True)
class Byline:
    """A person on a guide's page. `is_demo`: a placeholder, and the page says so."""

    name: str
    credentials: str
    url: str
    is_demo: bool

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


def bylines(people: list[PersonRow], contribution: Contribution) -> tuple[Byline, ...]:
    """The people who contributed in one way, in their order."""
    return tuple(
        Byline(row["name"], row["credentials"], reverse("guide-person", args=[row["slug"]]), row["is_demo"])
        for row in people
        if row["contribution"] == contribution
    )
