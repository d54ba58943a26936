"""The page of an author or reviewer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from content.guides.trail import guide_trail
from content.models import Person
from content.people.page import person_page


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """The person, and the published guides that they wrote or reviewed."""
    found = get_object_or_404(Person, slug=slug)
    context = {
        "page": person_page(found, request.GET.get("page", "")),
        "trail": guide_trail(found.name, found.get_absolute_url()),
        "current_page": "guides",
    }
    return render(request, "content/people/person.html", context)
