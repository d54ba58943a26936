"""URLs about reports, for readers and for moderators."""

from django.urls import URLPattern, path

from reviews.reports import moderator_views, views

urlpatterns: list[URLPattern] = [
    path("reviews/report/<int:review_id>/", views.report, name="report-review"),
    path("moderation/reports/", moderator_views.report_queue, name="moderate-reports"),
    path("moderation/reports/<int:readerreport_id>/", moderator_views.moderate_report, name="decide-report"),
]
