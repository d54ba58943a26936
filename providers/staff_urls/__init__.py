"""Addresses for clinic staff and for admins who check what they do; all but the reports under /staff/."""

from django.urls import include, path

urlpatterns = [
    path("", include("providers.staff_urls.upkeep")),
    path("", include("providers.staff_urls.claims")),
    path("", include("providers.staff_urls.editor")),
    path("", include("providers.staff_urls.changes")),
]
