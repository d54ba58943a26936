"""Addresses of the JSON form, below /api/v1/."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from providers.results.api.views import LocationList

urlpatterns = [
    path("locations/", LocationList.as_view(), name="api-locations"),
    path("schema/", SpectacularJSONAPIView.as_view(), name="api-schema"),
]
