"""Contact and address. The point and the time zone follow the address, unless the pin was set by hand."""

from typing import Any

from django import forms
from django.utils.html import format_html

from listings.editor.forms.base import SectionForm
from places.addresses import (
    ADDRESS_FIELDS,
    FAR_MILES,
    AddressNotFound,
    Point,
    find_point,
    miles_from_zip,
    time_zone_at,
)
from providers.fields.field import ListingSection
from providers.fields.kinds import Values

SAME_POINT_DEGREES = 1e-6


class AddressForm(SectionForm):
    """What a new location needs to have from the start."""

    section = ListingSection.CONTACT
    placed = frozenset(
        {"name", "phone", "phone_extension", "street", "street_detail", "city", "state", "postal_code"}
        | {"latitude", "longitude", "npi"}
    )

    confirm_point = forms.BooleanField(label="The pin is right where it is", required=False)

    asks_to_confirm = False

    def initial_of(self, values: Values) -> dict[str, Any]:
        """Coordinates with the six digits that a building needs: a tenth of a meter."""
        points = {name: values[name] for name in ("latitude", "longitude") if values[name] is not None}
        return {**super().initial_of(values), **{name: round(degrees, 6) for name, degrees in points.items()}}

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if self.context.is_public and not phone:
            raise forms.ValidationError("A listing that is public needs a phone number.")
        return phone

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        given = cleaned.get("latitude"), cleaned.get("longitude")
        if (given[0] is None) != (given[1] is None) and "latitude" not in self.errors:
            missing = "latitude" if given[0] is None else "longitude"
            self.add_error(missing, "A pin needs both coordinates, or none to look the address up.")
        if not self.errors and self.context.looks_up:
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        """Give the address its point and time zone; a pin that seems misplaced is asked about."""
        try:
            point = self._point(cleaned)
        except AddressNotFound as error:
            self.add_error("street", str(error))
            return
        cleaned |= {
            "latitude": point.latitude,
            "longitude": point.longitude,
            "is_approximate": point.is_approximate,
        }
        cleaned["time_zone"] = self._time_zone(point)
        miles = miles_from_zip(point.latitude, point.longitude, cleaned["postal_code"])
        is_new = self._has_moved(cleaned) or cleaned["postal_code"] != self.saved["postal_code"]
        if is_new and miles is not None and miles > FAR_MILES:
            self.asks_to_confirm = True
            if not cleaned["confirm_point"]:
                self.add_error(
                    "confirm_point",
                    f"The pin is {miles:,.0f} miles from the middle of ZIP {cleaned['postal_code']}. "
                    "Move it, correct the ZIP, or tick this box if it is right.",
                )

    def _point(self, cleaned: dict[str, Any]) -> Point:
        """The pin where it was set by hand; otherwise the address's, looked up if the address changed."""
        if cleaned["latitude"] is not None and self._has_moved(cleaned):
            return Point(round(cleaned["latitude"], 6), round(cleaned["longitude"], 6))
        is_same_address = all(cleaned[name] == self.saved[name] for name in ADDRESS_FIELDS)
        if is_same_address and cleaned["latitude"] is not None:
            saved = self.saved
            return Point(saved["latitude"], saved["longitude"], saved["is_approximate"])
        return find_point(*(cleaned[name] for name in ADDRESS_FIELDS))

    def _has_moved(self, cleaned: dict[str, Any]) -> bool:
        """Whether the pin was moved. It counts with the digits that a page shows."""
        return any(
            self.saved[name] is None or abs(cleaned[name] - self.saved[name]) > SAME_POINT_DEGREES
            for name in ("latitude", "longitude")
        )

    def _time_zone(self, point: Point) -> str:
        is_same = (point.latitude, point.longitude) == (self.saved["latitude"], self.saved["longitude"])
        known = self.saved["time_zone"]
        return known if is_same and known else time_zone_at(point.latitude, point.longitude) or known


class ContactForm(AddressForm):
    """Everything that patients reach the place by."""

    def add_fields(self) -> None:
        super().add_fields()
        if self.context.practice_website:
            self.fields["website"].help_text = format_html(
                "If empty, we show the practice’s: {}", self.context.practice_website
            )
