"""Merging a term into another of its vocabulary: every link moves in one transaction.

Links are written anew instead of changed, so that history tells it as a term removed and another added. The
triggers of those tables tell the search index; the term's own row, that the vocabulary changed. The row
stays, so that its address leads on (Catalog.get).
"""

from typing import Any

from django.db import connection, transaction

from providers.models import FIXED_VOCABULARIES, Location, Term

# Each pair: what gets the other term where it doesn't have it yet, and what ends. A listing that says
# something about both payers keeps what it says about the one that stays.
_TERMS = (
    """INSERT INTO providers_locationterm (location_id, term_id)
       SELECT location_id, %(into)s FROM providers_locationterm WHERE term_id = %(old)s
       ON CONFLICT DO NOTHING""",
    "DELETE FROM providers_locationterm WHERE term_id = %(old)s",
)
_PAYERS = (
    """INSERT INTO providers_payernetwork
           (location_id, payer_id, service, status, confirmed_on, confirmed_by)
       SELECT location_id, %(into)s, service, status, confirmed_on, confirmed_by
       FROM providers_payernetwork WHERE payer_id = %(old)s
       ON CONFLICT DO NOTHING""",
    "DELETE FROM providers_payernetwork WHERE payer_id = %(old)s",
)
_PROGRAMS = """
    INSERT INTO providers_combinedprogram
        (location_id, therapy_id, condition_id, timing, delivery, partner_name, therapist_credentials,
         shared_plan, attested_by, attested_on)
    SELECT location_id, {therapy}, {condition}, timing, delivery, partner_name, therapist_credentials,
        shared_plan, attested_by, attested_on
    FROM providers_combinedprogram WHERE {column} = %(old)s
    ON CONFLICT DO NOTHING
"""
_THERAPIES = (
    _PROGRAMS.format(therapy="%(into)s", condition="condition_id", column="therapy_id"),
    "DELETE FROM providers_combinedprogram WHERE therapy_id = %(old)s",
)
_CONDITIONS = (
    _PROGRAMS.format(therapy="therapy_id", condition="%(into)s", column="condition_id"),
    "DELETE FROM providers_combinedprogram WHERE condition_id = %(old)s",
)
_CLEARANCES = tuple(
    statement.format(column=column, other=other)
    for column, other in (("device_id", "condition_id"), ("condition_id", "device_id"))
    for statement in (
        """UPDATE providers_clearance AS fact SET {column} = %(into)s
           WHERE {column} = %(old)s AND NOT EXISTS (
               SELECT FROM providers_clearance AS same
               WHERE same.{column} = %(into)s AND same.{other} IS NOT DISTINCT FROM fact.{other}
                   AND same.decision_date = fact.decision_date AND same.number = fact.number)""",
        "DELETE FROM providers_clearance WHERE {column} = %(old)s",
    )
)
MOVES = (*_TERMS, *_PAYERS, *_THERAPIES, *_CONDITIONS, *_CLEARANCES)

# Published and unpublished listings that have the term in any way.
LISTINGS_WITH = """
    SELECT count(*) FROM (
        SELECT location_id FROM providers_locationterm WHERE term_id = %(term)s
        UNION SELECT location_id FROM providers_payernetwork WHERE payer_id = %(term)s
        UNION SELECT location_id FROM providers_combinedprogram
            WHERE therapy_id = %(term)s OR condition_id = %(term)s
    ) AS found
"""


class CannotMerge(Exception):
    """Says why, in a sentence."""


@transaction.atomic
def merge(term: Term, *, into: Term) -> Term:
    """Move everything that refers to `term` to `into`, and retire it. Raises CannotMerge."""
    rows = Term.objects.select_for_update().filter(pk__in=[term.pk, into.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    term, into = locked[term.pk], locked[into.pk]
    refuse(term, into)
    with connection.cursor() as cursor:
        for statement in MOVES:
            cursor.execute(statement, {"old": term.pk, "into": into.pk})
    move_many_to_many(term, into)
    # What was merged into this one before now leads to the other, too.
    Term.objects.filter(merged_into=term).update(merged_into=into)
    into.other_names = list(dict.fromkeys([*into.other_names, term.label, *term.other_names]))
    into.is_customized = True
    into.save(update_fields=["other_names", "is_customized"])
    term.is_retired, term.merged_into, term.other_names = True, into, []
    term.save(update_fields=["is_retired", "merged_into", "other_names"])
    return into


def refuse(term: Term, into: Term) -> None:
    """Raises CannotMerge."""
    if term.pk == into.pk:
        raise CannotMerge("Choose another term to merge this one into.")
    if term.vocabulary != into.vocabulary:
        raise CannotMerge("Both terms must be of the same vocabulary.")
    if term.vocabulary in FIXED_VOCABULARIES:
        raise CannotMerge("The terms of this vocabulary are part of the software and can’t be merged.")
    if term.merged_into_id or into.merged_into_id:
        raise CannotMerge("One of them was merged already.")
    if into.is_retired:
        raise CannotMerge("The other term is retired. Bring it back first.")


def move_many_to_many(term: Term, into: Term) -> None:
    """Links of other apps, such as those of guides; a location's own are moved above."""
    for relation in Term._meta.related_objects:
        if not relation.many_to_many or relation.related_model is Location:
            continue
        field: Any = relation.remote_field
        links = relation.through._default_manager  # type: ignore[attr-defined]  # only those have one
        to_term, owner = field.m2m_reverse_field_name(), field.m2m_field_name()
        has_both = links.filter(**{to_term: into}).values(f"{owner}_id")
        old = links.filter(**{to_term: term})
        old.filter(**{f"{owner}__in": has_both}).delete()
        old.update(**{to_term: into})


def listings_with(term: Term) -> int:
    """How many locations have the term, in any way."""
    with connection.cursor() as cursor:
        cursor.execute(LISTINGS_WITH, {"term": term.pk})
        return cursor.fetchone()[0]
