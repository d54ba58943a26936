"""The addresses of the treatment planner."""

from django.urls import path

from content.views import planner

urlpatterns = [
    path("planner/", planner.planner, name="planner"),
    path("planner/calendar.ics", planner.calendar, name="planner-calendar"),
]
