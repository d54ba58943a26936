"""Addresses for staff: the editor of a listing, and adding a location."""

from django.urls import include, path, register_converter

from listings.editor import location_views, views
from providers.fields.field import ListingSection


class SectionConverter:
    """The name of a section; any other path below a location's address belongs to another page."""

    regex = "|".join(ListingSection)

    def to_python(self, value: str) -> ListingSection:
        return ListingSection(value)

    def to_url(self, value: str) -> str:
        return ListingSection(value).value


register_converter(SectionConverter, "section")

LOCATION = "staff/locations/<int:location_id>"

urlpatterns = [
    path("staff/practices/<int:practice_id>/add-location/", location_views.add, name="add-location"),
    path(f"{LOCATION}/", views.listing, name="listing"),
    path(f"{LOCATION}/preview/", views.listing_preview, name="listing-preview"),
    path(f"{LOCATION}/status/<str:step>/", location_views.status, name="listing-status"),
    path(f"{LOCATION}/<section:section>/", views.edit_section, name="edit-section"),
    path("", include("listings.editor.held.urls")),
]
