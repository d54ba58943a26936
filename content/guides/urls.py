"""The addresses of the guides. The preview comes before the print view, whose pattern matches it too."""

from django.urls import path

from content.guides import feed, grade_views, preview_views, views

urlpatterns = [
    path("guides/", views.index, name="guides"),
    path("guides/feed.atom", feed.GuideFeed(), name="guides-feed"),
    path("guides/evidence-grades/", grade_views.evidence_grades, name="evidence-grades"),
    path("guides/preview/<str:token>/", preview_views.preview, name="guide-preview"),
    path("guides/<slug:slug>/", views.guide, name="guide"),
    path("guides/<slug:slug>/print/", views.print_view, name="guide-print"),
]
