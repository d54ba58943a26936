"""The URL of the codes of a practice."""

from django.urls import URLPattern, path

from reviews.codes import views

urlpatterns: list[URLPattern] = [
    path("staff/practices/<int:practice_id>/codes/", views.visit_codes, name="visit-codes"),
]
