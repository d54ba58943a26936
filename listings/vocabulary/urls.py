"""Addresses of the vocabulary's editor."""

from django.urls import path

from listings.vocabulary import views

urlpatterns = [
    path("staff/vocabulary/", views.terms, name="vocabulary"),
    path("staff/vocabulary/add/", views.add, name="add-term"),
    path("staff/vocabulary/<int:term_id>/", views.term, name="edit-term"),
    path("staff/vocabulary/<int:term_id>/merge/", views.merge_term, name="merge-term"),
    path("staff/vocabulary/<int:term_id>/retire/", views.retire, name="retire-term"),
]
