"""Following the number or the website of a location, which is counted, and the counts of a listing."""

from django.urls import path

from providers.counting import click_views, views

urlpatterns = [
    path("providers/<int:location_id>/call/", click_views.call, name="call"),
    path("providers/<int:location_id>/website/", click_views.website, name="website"),
    path("staff/locations/<int:location_id>/statistics/", views.statistics, name="statistics"),
]
