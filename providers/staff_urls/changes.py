"""Addresses for staff: changes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
