"""Authors and reviewers as pages name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from content.models import Contribution
from content.models.version import PersonRow


@dataclass(frozen=True)
class Byline:
    """A person on a guide's page. `reviewed_on`: the day a reviewer signed the text; None for authors."""

    name: str
    credentials: str
    url: str
    reviewed_on: date | None

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


def bylines(people: list[PersonRow], contribution: Contribution) -> tuple[Byline, ...]:
    """The people who contributed in one way, in their order."""
    return tuple(
        Byline(
            row["name"],
            row["credentials"],
            reverse("guide-person", args=[row["slug"]]),
            date.fromisoformat(row["reviewed_on"]) if row["reviewed_on"] else None,
        )
        for row in people
        if row["contribution"] == contribution
    )


def last_review(reviewers: Iterable[Byline]) -> date | None:
    """The latest day on which one of these reviewers signed the text; None if nobody did."""
    return max((person.reviewed_on for person in reviewers if person.reviewed_on), default=None)
