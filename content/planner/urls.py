"""The addresses of the treatment planner."""

from django.urls import path

from content.planner import views

urlpatterns = [
    path("planner/", views.planner, name="planner"),
    path("planner/calendar.ics", views.calendar, name="planner-calendar"),
]
