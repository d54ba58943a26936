"""Addresses for staff: history, changes that wait for a check, and spreadsheets."""

from django.urls import path

from providers.views.staff import history

LOCATION = "staff/locations/<int:location_id>"

urlpatterns = [
    path(f"{LOCATION}/history/", history.history, name="history"),
    path(f"{LOCATION}/history/<str:save>/", history.undo_change, name="undo-change"),
]
