"""Addresses of the history of a listing, and of undoing a change."""

from django.urls import path

from listings.history import views

LOCATION = "staff/locations/<int:location_id>"

urlpatterns = [
    path(f"{LOCATION}/history/", views.history, name="history"),
    path(f"{LOCATION}/history/<str:save>/", views.undo_change, name="undo-change"),
]
