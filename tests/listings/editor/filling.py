"""Filling in forms as a browser does: what a page's form would send, with some fields changed."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from providers.models import Location


class FormReader(HTMLParser):
    """The fields of the form with the id `section-form`, as they would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._inside = False
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "form":
            self._inside = found.get("id") == "section-form"
        name = found.get("name") or ""
        if not self._inside:
            return
        if tag == "input" and name:
            self._read_input(name, found)
        elif tag == "select":
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append((found.get("value") or "", "selected" in found))
        elif tag == "textarea":
            self._textarea = name
            self.fields[name] = [""]

    def _read_input(self, name: str, found: dict[str, str | None]) -> None:
        kind = found.get("type")
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.fields.setdefault(name, []).append(found.get("value", "on") or "")
        elif kind != "file":
            self.fields.setdefault(name, []).append(found.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            name, options = self._select
            chosen = [value for value, is_chosen in options if is_chosen] or [options[0][0]]
            self.fields[name] = chosen
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea][0] += data.removeprefix("\n")


def section_url(location: Location, section: str) -> str:
    return reverse("edit-section", kwargs={"location_id": location.pk, "section": section})


def read_form(html: str) -> dict[str, Any]:
    reader = FormReader()
    reader.feed(html)
    return dict(reader.fields)


def open_form(client: Client, location: Location, section: str) -> dict[str, Any]:
    """What the section's form would send if nothing were changed."""
    response = client.get(section_url(location, section))
    assert response.status_code == 200
    return read_form(response.content.decode())


def save(client: Client, location: Location, section: str, fields: dict[str, Any], **changed: Any) -> Any:
    """Send the fields with some changed; `None` leaves a field out. Names with "-" come as "__"."""
    data = {**fields, **{name.replace("__", "-"): value for name, value in changed.items()}}
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(section_url(location, section), {"do": "save", **data})
