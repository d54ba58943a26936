"""Addresses of the JSON form, below /api/v1/."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from providers.results.api.views import LocationList, SearchThrottle

urlpatterns = [
    path("locations/", LocationList.as_view(), name="api-locations"),
    path(
        "schema/",
        SpectacularJSONAPIView.as_view(throttle_classes=[SearchThrottle]),
        name="api-schema",
    ),
]
