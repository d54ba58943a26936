"""Addresses for writing, reading and answering reviews, and for codes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
