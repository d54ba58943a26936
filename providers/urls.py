"""The addresses of what patients find. They are stable: other people's links rely on them."""

from django.urls import include, path

urlpatterns = [
    # First, because patterns are tried one after the other: what is asked for most is found soonest.
    path("", include("providers.results.urls")),
    path("", include("providers.listing.urls")),
    path("", include("providers.counting.urls")),
]
