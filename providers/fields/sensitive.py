"""Fields whose change can send patients to somebody else: held for a check where it looks suspicious."""

from collections.abc import Iterable

from providers.fields.definitions import FIELD_BY_NAME, FIELDS

SENSITIVE = frozenset(field.name for field in FIELDS if field.sensitivity)

# Field -> what changes with it, of those that by themselves can mislead patients.
MISLEADING: dict[str, str] = {
    field.name: field.sensitivity.noun
    for field in FIELDS
    if field.sensitivity is not None and field.sensitivity.misleads
}


def nouns_of(names: Iterable[str]) -> list[str]:
    """What changes with these fields, each once: ["address", "phone number"]. What is no longer a field
    keeps its name."""
    nouns = []
    for name in names:
        field = FIELD_BY_NAME.get(name)
        nouns.append(field.sensitivity.noun if field and field.sensitivity else name)
    return list(dict.fromkeys(nouns))
