"""Writing terms. The index of the search sees it, because a trigger stamps every term that is written."""

from typing import Any

from django.db import transaction

from providers.models import FIXED_VOCABULARIES, Term


class NotHere(Exception):
    """The term can't be retired or brought back; says why, in a sentence."""


class SlugIsTaken(Exception):
    """The vocabulary has a term with this slug."""


@transaction.atomic
def reword(term: Term, **values: Any) -> Term:
    """Save label, explanation, other names and place. From then on load_vocabulary leaves the words alone."""
    locked = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    is_reworded = any(getattr(locked, name) != values[name] for name in ("label", "explanation"))
    locked.is_customized = locked.is_customized or is_reworded
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*values, "is_customized"])
    return locked


def add_term(**values: Any) -> Term:
    """Raises SlugIsTaken."""
    defaults = {**values, "is_customized": True}
    vocabulary, slug = defaults.pop("vocabulary"), defaults.pop("slug")
    term, is_new = Term.objects.get_or_create(vocabulary=vocabulary, slug=slug, defaults=defaults)
    if not is_new:
        raise SlugIsTaken
    return term


@transaction.atomic
def set_retired(term: Term, *, is_retired: bool) -> Term:
    """Offer the term no longer, or again. Raises NotHere."""
    locked = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if locked.vocabulary in FIXED_VOCABULARIES:
        raise NotHere("The terms of this vocabulary are part of the software and can’t be retired.")
    if locked.merged_into_id:
        raise NotHere("This term was merged into another, so it stays retired.")
    locked.is_retired = is_retired
    locked.save(update_fields=["is_retired"])
    return locked
