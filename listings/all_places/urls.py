"""Addresses of the operator's list of all places."""

from django.urls import path

from listings.all_places import views

urlpatterns = [
    path("staff/places/", views.places, name="all-places"),
    path("staff/places/csv/", views.places_csv, name="all-places-csv"),
    path("staff/places/change/", views.bulk, name="bulk-change"),
    path("staff/places/changes/<int:bulkchange_id>/undo/", views.undo_bulk, name="undo-bulk"),
]
