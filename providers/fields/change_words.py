"""What changed, in plain words: for history, held changes, undoing, and spreadsheets."""

from collections.abc import Iterable

from providers.fields.definitions import FIELD_BY_NAME, HISTORY_ONLY
from providers.fields.field import Field, HistoryFact
from providers.fields.kinds import Change, ChangeLine, Labels, Text
from providers.models import Term

_HISTORY_ONLY = {told.name: told for told in HISTORY_ONLY}


def labels_of(changes: Iterable[Change]) -> dict[str, str]:
    """The labels of the terms that these changes name, in one statement."""
    slugs = {part for change in changes for part in change.key.split("/")[1:]}
    terms = Term.objects.filter(slug__in=slugs).only("vocabulary", "slug", "label")
    return {f"{term.vocabulary}/{term.slug}": term.label for term in terms}


def change_lines(changes: Iterable[Change], labels: Labels) -> list[ChangeLine]:
    """The changes in words, a line each; terms of one vocabulary and the hours of one day share a line."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        kind = _told(change.field).kind
        groups.setdefault((change.field, kind.group(change.part)), []).append(change)
    return [
        line
        for (name, _), own in groups.items()
        for line in _told(name).kind.change_lines(_label(_told(name)), own, labels)
    ]


def _told(name: str) -> HistoryFact:
    """The field, or fact, with this name. A change that was kept before its field was removed has only its
    name."""
    return FIELD_BY_NAME.get(name) or _HISTORY_ONLY.get(name) or HistoryFact(name, Text(), name)


def _label(told: HistoryFact) -> str:
    return told.history_label if isinstance(told, Field) else told.label
