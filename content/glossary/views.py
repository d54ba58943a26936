"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.glossary.page import glossary_page
from content.glossary.structured_data import glossary_data
from content.models import GlossaryEntry
from providers.listing.structured_data import as_json, breadcrumbs


def glossary(request: HttpRequest) -> HttpResponse:
    """All entries on one page, each with an anchor: /glossary/#erp.

    It has no pagination: links must lead to their word, and readers use the browser's search. Some hundreds
    of sentences weigh less than an image.
    """
    entries = list(GlossaryEntry.objects.all())
    page = glossary_page(entries)
    origin = request.build_absolute_uri("/")[:-1]
    data = [breadcrumbs(page.trail, origin), glossary_data(entries, url=f"{origin}{request.path}")]
    context = {"page": page, "structured_data": [as_json(item) for item in data]}
    return render(request, "content/glossary/glossary.html", context)
