"""Addresses for staff: editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
