"""Addresses for reporting wrong information, and for what staff and admins do with reports."""

from django.urls import path

from listings.reports import staff_views, views

urlpatterns = [
    path("providers/<int:location_id>/report/", views.report, name="report"),
    path("providers/<int:location_id>/report/<str:token>/", views.reported, name="reported"),
    path("staff/to-check/reports/", staff_views.report_queue, name="report-queue"),
    path("staff/to-check/reports/<int:location_id>/", staff_views.pattern, name="report-pattern"),
    path("staff/practices/<int:practice_id>/reports/", staff_views.practice_reports, name="practice-reports"),
    path("staff/reports/<int:report_id>/", staff_views.close, name="close-report"),
]
