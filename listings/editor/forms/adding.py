"""A new location of a practice: what it needs from the start."""

from collections.abc import Mapping
from typing import Any

from listings.editor.forms.base import Surroundings
from listings.editor.forms.contact import AddressForm
from providers.fields.facts import Values

NOTHING: Values = {
    "name": "",
    "street": "",
    "street_detail": "",
    "city": "",
    "state": "",
    "postal_code": "",
    "latitude": None,
    "longitude": None,
    "is_approximate": False,
    "time_zone": "",
    "phone": "",
    "phone_extension": "",
}


class AddLocationForm(AddressForm):
    def __init__(self, data: Mapping[str, Any] | None, around: Surroundings) -> None:
        super().__init__(data, present=NOTHING, around=around)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("time_zone"):
            self.add_error("postal_code", "We don’t know where this is. Check the address.")
        return cleaned
