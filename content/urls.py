"""The addresses of guides and of what leads from reading to finding."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
