"""The addresses of requests about health data, for everybody and for the operator."""

from django.urls import path

from directory.health_data import staff_views, views

urlpatterns = [
    path("health-data-privacy/request/", views.make_request, name="health-data-request"),
    path("health-data-privacy/request/sent/", views.sent, name="health-data-request-sent"),
    path("health-data-privacy/confirm/<str:token>/", views.confirm, name="confirm-health-data-request"),
    path("health-data-privacy/appeal/<str:token>/", views.appeal, name="appeal-health-data-request"),
    path("staff/privacy-requests/", staff_views.queue, name="health-data-queue"),
    path(
        "staff/privacy-requests/<int:healthdatarequest_id>/",
        staff_views.decide,
        name="health-data-request-answer",
    ),
]
