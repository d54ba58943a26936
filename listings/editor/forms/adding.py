"""A new location of a practice: what it needs from the start."""

from collections.abc import Mapping
from typing import Any

from listings.editor.forms.base import FormContext
from listings.editor.forms.contact import AddressForm
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.kinds import Values

_ASKED = ("name", "street", "street_detail", "city", "state", "postal_code", "latitude", "longitude")
_EMPTY: Values = {
    name: FIELD_BY_NAME[name].kind.nothing()
    for name in (*_ASKED, "is_approximate", "time_zone", "phone", "phone_extension")
}


class AddLocationForm(AddressForm):
    def __init__(self, data: Mapping[str, Any] | None, context: FormContext) -> None:
        super().__init__(data, saved=_EMPTY, context=context)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if not self.errors and not cleaned.get("time_zone"):
            self.add_error("postal_code", "We don’t know where this is. Check the address.")
        return cleaned
