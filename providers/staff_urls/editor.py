"""Addresses for staff: the editor of a listing, adding a location; and the pictures that patients see."""

from django.urls import path, register_converter

from providers.staff.editing.sections import ListingSection
from providers.views import photos
from providers.views.staff import editing, locations


class SectionConverter:
    """The name of a section; anything else below a location's address belongs to other pages."""

    regex = "|".join(ListingSection)

    def to_python(self, value: str) -> ListingSection:
        return ListingSection(value)

    def to_url(self, value: str) -> str:
        return ListingSection(value).value


register_converter(SectionConverter, "section")

urlpatterns = [
    path("photos/<str:key>-<int:size>.jpg", photos.photo, name="photo"),
    path("staff/practices/<int:practice_id>/add-location/", locations.add, name="add-location"),
    path("staff/locations/<int:location_id>/", editing.listing, name="listing"),
    path("staff/locations/<int:location_id>/preview/", editing.listing_preview, name="listing-preview"),
    path("staff/locations/<int:location_id>/status/<str:step>/", locations.status, name="listing-status"),
    path("staff/locations/<int:location_id>/<section:section>/", editing.edit_section, name="edit-section"),
]
