"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.glossary.page import glossary_page
from content.models import GlossaryEntry
from providers.listing import structured_data


def glossary(request: HttpRequest) -> HttpResponse:
    """All entries on one page, each with an anchor: /glossary/#erp.

    It has no pagination: links must lead to their word, and readers use the browser's search. Some hundreds
    of sentences weigh less than an image.
    """
    page = glossary_page(GlossaryEntry.objects.all())
    origin = request.build_absolute_uri("/")[:-1]
    breadcrumbs = structured_data.as_json(structured_data.breadcrumbs(page.trail, origin))
    return render(request, "content/glossary/glossary.html", {"page": page, "structured_data": [breadcrumbs]})
