"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.glossary import page as presenter
from content.models import GlossaryEntry
from providers.listing import structured_data


def glossary(request: HttpRequest) -> HttpResponse:
    """All entries on one page, each at its own place in it: /glossary/#erp.

    It is not cut into pages: a link to a word must lead to the word, and a dictionary is searched with the
    browser's own search. Some hundred entries of a sentence each weigh less than a picture.
    """
    page = presenter.present(GlossaryEntry.objects.all())
    origin = request.build_absolute_uri("/")[:-1]
    breadcrumbs = structured_data.as_json(structured_data.breadcrumbs(page.trail, origin))
    return render(request, "content/glossary/glossary.html", {"page": page, "structured_data": [breadcrumbs]})
