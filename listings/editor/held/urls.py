"""Addresses for staff: changes that wait for a check, and the decision on them."""

from django.urls import path

from listings.editor.held import views

QUEUE = "staff/to-check/changes"

urlpatterns = [
    path("staff/locations/<int:location_id>/waiting/", views.waiting_changes, name="waiting-changes"),
    path("staff/changes/<int:heldchange_id>/withdraw/", views.withdraw, name="withdraw-change"),
    path(f"{QUEUE}/", views.held_changes, name="held-changes"),
    path(f"{QUEUE}/<int:heldchange_id>/", views.held_change, name="held-change"),
]
