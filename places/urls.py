"""Suggestions of places while somebody types."""

from django.urls import path

from places import views

urlpatterns = [path("places/", views.places, name="places")]
