"""Addresses for staff: the dashboard, confirmations, and what waits for admins."""

from django.urls import path

from listings.upkeep import dashboard_views, views

LOCATION = "staff/locations/<int:location_id>"

urlpatterns = [
    path("staff/", dashboard_views.dashboard, name="staff"),
    path("staff/to-check/", dashboard_views.admin_queue, name="admin-queue"),
    path("staff/to-check/nobody-keeps/", dashboard_views.unkept, name="nobody-keeps"),
    path(f"{LOCATION}/confirm/", views.confirmations, name="confirmations"),
    path(f"{LOCATION}/confirm/sections/", views.confirm_section, name="confirm-section"),
    path("confirm/<str:token>/", views.confirm_by_mail, name="confirm-by-mail"),
]
