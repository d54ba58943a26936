"""What patients read of a field: one line with its label, on a location's page and on cards."""

from collections.abc import Mapping
from typing import Any

from providers.fields.definitions import FIELDS
from providers.fields.field import Field
from providers.fields.kinds import Plain

_FOLLOWERS: dict[str, list[Field]] = {}
for _field in FIELDS:
    if _field.follows:
        _FOLLOWERS.setdefault(_field.follows, []).append(_field)


def followers_of(name: str) -> list[Field]:
    """The fields that complete the line of the field with this name."""
    return _FOLLOWERS.get(name, [])


def line_text(field: Field, values: Mapping[str, Any]) -> str:
    """A plain field in words, with the fields that complete it: "Yes; first visit in about 3 weeks", "Not
    now"; "" where it is not known. `values` are those of these fields, by name."""
    value = values[field.name]
    text = _in_words(field, value)
    if value is True:
        for follower in followers_of(field.name):
            text += f"; {_in_words(follower, values[follower.name]) or follower.unknown_words}"
    return text


def _in_words(field: Field, value: Any) -> str:
    kind = field.kind
    assert isinstance(kind, Plain)  # other kinds have a presentation of their own
    return kind.patient_words(value)
