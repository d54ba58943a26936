"""The URL of a document's page."""

from django.urls import URLPattern, path

from reviews.proof import views

urlpatterns: list[URLPattern] = [
    path("moderation/documents/<int:visitdocument_id>/", views.visit_document, name="visit-document"),
]
