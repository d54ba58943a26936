"""Addresses for staff: the dashboard, confirmations, reports and what waits for admins."""

from django.urls import path

from providers.views.staff import dashboard

urlpatterns = [
    path("staff/", dashboard.dashboard, name="staff"),
    path("staff/to-check/", dashboard.admin_queue, name="admin-queue"),
]
