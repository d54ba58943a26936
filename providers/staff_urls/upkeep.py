"""Addresses for staff: the dashboard, confirmations, reports, statistics and what waits for admins."""

from django.urls import path

from providers.views.staff import confirming, dashboard, reports, statistics

urlpatterns = [
    path("staff/", dashboard.dashboard, name="staff"),
    path("staff/to-check/", dashboard.admin_queue, name="admin-queue"),
    path("staff/to-check/reports/", reports.report_queue, name="report-queue"),
    path("staff/to-check/nobody-keeps/", dashboard.unkept, name="nobody-keeps"),
    path("staff/practices/<int:practice_id>/reports/", reports.practice_reports, name="practice-reports"),
    path("staff/reports/<int:report_id>/", reports.close, name="close-report"),
    path("staff/locations/<int:location_id>/confirm/", confirming.confirmations, name="confirmations"),
    path(
        "staff/locations/<int:location_id>/confirm/sections/",
        confirming.confirm_section,
        name="confirm-section",
    ),
    path("staff/locations/<int:location_id>/statistics/", statistics.statistics, name="statistics"),
    path("confirm/<str:token>/", confirming.confirm_by_mail, name="confirm-by-mail"),
]
