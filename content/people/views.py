"""The page of an author or a medical reviewer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from content.guides.trail import guide_trail
from content.models import Person
from content.people import page as presenter


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Who that is, and the guides that readers see now with this name on them."""
    found = get_object_or_404(Person, slug=slug)
    page = presenter.present(found, request.GET.get("page", ""))
    trail = guide_trail(found.name, found.get_absolute_url())
    return render(
        request, "content/people/person.html", {"page": page, "trail": trail, "current_page": "guides"}
    )
