"""Two people edited a section at once: what the other one changed, next to what you typed."""

from dataclasses import dataclass

from providers.fields.change_words import change_lines
from providers.fields.definitions import FIELD_BY_NAME
from providers.fields.facts import changes_between, facts_of, merged, values_of
from providers.fields.kinds import Change, Values
from providers.vocabulary.catalog import Catalog

NOTHING = "nothing"


@dataclass(frozen=True)
class Clash:
    """What the other person changed. `yours` is empty unless you changed the same to something else."""

    label: str
    before: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Conflict:
    """`values` have their changes and yours; where both changed the same fact, yours."""

    clashes: tuple[Clash, ...]
    values: Values


def conflict(base: Values, theirs: Values, yours: Values, catalog: Catalog) -> Conflict:
    """`base`: what you both started from; `theirs`: what is public now; `yours`: what you sent."""
    before, now, typed = facts_of(base), facts_of(theirs), facts_of(yours)
    labels = {f"{term.vocabulary}/{term.slug}": term.label for term in catalog}
    changed = [
        change for change in changes_between(before, now) if not FIELD_BY_NAME[change.field].is_derived
    ]
    both = [change for change in changed if typed.get(change.key) not in (change.before, change.after)]
    alone = [change for change in changed if change not in both]
    clashes = [_clash(change, typed.get(change.key), labels) for change in both]
    clashes += [
        Clash(line.label, line.before or NOTHING, line.after or NOTHING, "")
        for line in change_lines(alone, labels)
    ]
    return Conflict(tuple(clashes), values_of(merged(before, now, typed), tuple(theirs)))


def _clash(change: Change, typed: object, labels: dict[str, str]) -> Clash:
    theirs = change_lines([change], labels)[0]
    yours = change_lines([Change(change.key, change.before, typed)], labels)[0]
    return Clash(theirs.label, theirs.before or NOTHING, theirs.after or NOTHING, yours.after or NOTHING)
