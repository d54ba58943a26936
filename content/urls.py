"""The addresses of guides, terms, planner and glossary.

Order: /guides/people/useful/ and /guides/preview/useful/ match two patterns each, and the first one wins.
"""

from django.urls import include, path

urlpatterns = [
    path("", include("content.publishing.urls")),
    path("", include("content.people.urls")),
    path("", include("content.sheets.urls")),
    path("", include("content.guides.urls")),
    path("", include("content.feedback.urls")),
    path("", include("content.terms.urls")),
    path("", include("content.planner.urls")),
    path("", include("content.glossary.urls")),
]
