"""The addresses of guides and of what leads from reading to finding."""

from django.urls import include, path

from content.feedback import views as feedback
from content.guides import feed
from content.guides import grade_views as grades
from content.guides import preview_views as preview
from content.guides import views as guides
from content.people import views as people

urlpatterns = [
    path("guides/", guides.index, name="guides"),
    path("guides/feed.atom", feed.GuideFeed(), name="guides-feed"),
    path("guides/evidence-grades/", grades.evidence_grades, name="evidence-grades"),
    path("guides/people/<slug:slug>/", people.person, name="guide-person"),
    path("guides/preview/<str:token>/", preview.preview, name="guide-preview"),
    path("guides/<slug:slug>/", guides.guide, name="guide"),
    path("guides/<slug:slug>/print/", guides.printed, name="guide-print"),
    path("guides/<slug:slug>/useful/", feedback.useful, name="guide-useful"),
    path("", include("content.terms.urls")),
    path("", include("content.planner.urls")),
    path("", include("content.glossary.urls")),
]
