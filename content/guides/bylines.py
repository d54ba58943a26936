"""Authors and reviewers as pages name them."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse

from content.models import Part, VersionPerson


@dataclass(frozen=True)
class Named:
    """Somebody on a guide's page. `is_demo`: a placeholder, which the page says beside the name."""

    name: str
    credentials: str
    url: str
    is_demo: bool

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


def people_of_version() -> ArraySubquery:
    """An annotation with all who wrote or reviewed a version, so that a page needs no query for them."""
    rows = VersionPerson.objects.filter(version=OuterRef("pk")).order_by("part", "position", "id")
    return ArraySubquery(
        rows.values(
            json=JSONObject(
                part="part",
                slug="person__slug",
                name="person__name",
                credentials="person__credentials",
                is_demo="person__is_demo",
            )
        )
    )


def named(people: list[dict], part: Part) -> tuple[Named, ...]:
    """Those of the annotation who did `part`, in their order."""
    return tuple(
        Named(row["name"], row["credentials"], reverse("guide-person", args=[row["slug"]]), row["is_demo"])
        for row in people
        if row["part"] == part
    )
