"""The addresses of the treatment planner."""

from django.urls import path

from content.planner import views as planner

urlpatterns = [
    path("planner/", planner.planner, name="planner"),
    path("planner/calendar.ics", planner.calendar, name="planner-calendar"),
]
