"""Addresses for staff: claims."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
