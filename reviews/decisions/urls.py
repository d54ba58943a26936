"""The URL of the log."""

from django.urls import URLPattern, path

from reviews.decisions import views

urlpatterns: list[URLPattern] = [path("moderation/log/", views.decision_log, name="decision-log")]
