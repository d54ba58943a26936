"""Addresses for clinic staff and for admins who check what they do, and the pages on which readers report."""

from django.urls import include, path

urlpatterns = [
    path("", include("listings.upkeep.urls")),
    path("", include("listings.claims.urls")),
    path("", include("listings.teams.urls")),
    path("", include("listings.editor.urls")),
    path("", include("listings.history.urls")),
    path("", include("listings.spreadsheet.urls")),
    path("", include("listings.reports.urls")),
    path("", include("listings.people.urls")),
    path("", include("listings.all_places.urls")),
    path("", include("listings.calls.urls")),
    path("", include("listings.news.urls")),
    path("", include("listings.vocabulary.urls")),
]
