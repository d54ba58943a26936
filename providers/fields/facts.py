"""A section's values split into facts, each under a key of its own: to compare, merge and write them.

`{"language": ["en", "es"]}` has the facts `{"language/en": True, "language/es": True}`; the hours of a day, a
payer's status for a service, a program and a clinician are one fact each. Two people who change different
facts of one section don't get in each other's way, and only facts that differ are written.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.kinds import Change, Facts, RowList, Values, VocabularyTerms


def version_of(values: Mapping[str, Any]) -> str:
    """A digest of a section's values: equal if nothing has changed meanwhile."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def facts_of(values: Mapping[str, Any]) -> Facts:
    """The facts of a section's values, or of some of them, in their order. Raises KeyError for what is no
    field."""
    facts: Facts = {}
    for name, value in values.items():
        for part, fact in FIELD_BY_NAME[name].kind.split(value).items():
            facts[f"{name}/{part}" if part else name] = fact
    return facts


def values_of(facts: Facts, names: Sequence[str]) -> Values:
    """The values of these fields: the inverse of `facts_of`; a list is in the order of its facts."""
    own: dict[str, Facts] = {name: {} for name in names}
    for key, fact in facts.items():
        name, _, part = key.partition("/")
        if name in own:
            own[name][part] = fact
    values: Values = {}
    for name, found in own.items():
        kind = FIELD_BY_NAME[name].kind
        if found or isinstance(kind, VocabularyTerms | RowList):
            values[name] = kind.join(found)
    return values


def changes_between(before: Facts, after: Facts) -> list[Change]:
    """What differs, in the order of `before`, then what is new."""
    keys = [*before, *(key for key in after if key not in before)]
    return [Change(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def merged(base: Facts, theirs: Facts, yours: Facts) -> Facts:
    """Their facts with your changes of `base` on top: nothing that you typed is lost."""
    result = dict(theirs)
    for change in changes_between(base, yours):
        if change.after is None and change.key not in yours:
            result.pop(change.key, None)
        else:
            result[change.key] = change.after
    return result
