"""Removes the demo directory without holding up a site that is in use."""

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import User
from listings.models import RegistryRecord
from providers.demo.tables import TABLES
from providers.models import Clinician, Location, Practice
from providers.models.history_off import do_without_history
from providers.progress import Progress

# Rows of one transaction: each takes a second or two, and the site's processes learn of it bit by bit.
PRACTICES_AT_A_TIME = 2_000
CLINICIANS_AT_A_TIME = 20_000


def remove_demo(progress: Progress) -> int:
    """Delete every demo practice and clinician with all their rows; returns how many locations.

    Each step commits, so an interrupted removal goes on when it is run again. Other rows are not touched.
    """
    locations = Location.objects.filter(practice__is_demo=True).count()
    with progress.phase("Demo locations removed", locations, "locations") as advance:
        while (removed := _remove_practices(_demo_tables_of(Location))) is not None:
            advance(removed)
    User.objects.filter(is_demo=True).delete()
    RegistryRecord.objects.filter(is_demo=True).delete()
    clinicians = Clinician.objects.filter(is_demo=True).count()
    with progress.phase("Demo clinicians removed", clinicians, "clinicians") as advance:
        while removed := _remove_clinicians(_demo_tables_of(Clinician)):
            advance(removed)
    return locations


def reclaim_space() -> None:
    """Give the space of deleted rows back to the system. Runs outside of transactions."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM (ANALYZE) {table}")


def _demo_tables_of(model: type[models.Model]) -> list[tuple[str, str]]:
    """(table, column) of the demo's tables that refer to this model: they hold by far the most rows."""
    return [
        (relation.related_model._meta.db_table, relation.field.column)
        for relation in _relations_to(model)
        if relation.related_model._meta.db_table in TABLES
    ]


def _delete_the_rest(model: type[models.Model], ids: list[int]) -> None:
    """Delete what people added to demo rows, in any app: teams, claims, reports, reviews."""
    for relation in _relations_to(model):
        if relation.related_model._meta.db_table not in TABLES:
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids}).delete()


def _relations_to(model: type[models.Model]) -> list[models.ManyToOneRel]:
    """Foreign keys to this model whose rows are deleted with it, including those without a reverse name."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE
    ]


@transaction.atomic
def _remove_practices(tables: list[tuple[str, str]]) -> int | None:
    """Remove some practices; returns how many locations they had, or None if no practice was left."""
    with connection.cursor() as cursor:
        chosen = _ids(
            cursor,
            f"SELECT id FROM providers_practice WHERE is_demo LIMIT {PRACTICES_AT_A_TIME} FOR UPDATE",
        )
        if not chosen:
            return None
        do_without_history(cursor)
        # Locations before their other rows (foreign keys are checked at commit): the triggers on those then
        # find no location to mark as changed. A trigger notes the removal itself.
        locations = _ids(
            cursor,
            "DELETE FROM providers_location WHERE practice_id = ANY(%s::bigint[]) RETURNING id",
            chosen,
        )
        for table, column in tables:
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s::bigint[])", [locations])
        _delete_the_rest(Location, locations)
        _delete_the_rest(Practice, chosen)
        cursor.execute("DELETE FROM providers_practice WHERE id = ANY(%s::bigint[])", [chosen])
    return len(locations)


@transaction.atomic
def _remove_clinicians(tables: list[tuple[str, str]]) -> int:
    """Remove some clinicians; returns how many."""
    with connection.cursor() as cursor:
        chosen = _ids(
            cursor,
            f"SELECT id FROM providers_clinician WHERE is_demo LIMIT {CLINICIANS_AT_A_TIME} FOR UPDATE",
        )
        do_without_history(cursor)
        for table, column in tables if chosen else []:
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s::bigint[])", [chosen])
        cursor.execute("DELETE FROM providers_clinician WHERE id = ANY(%s::bigint[])", [chosen])
    return len(chosen)


def _ids(cursor: CursorWrapper, query: str, *parameters: list[int]) -> list[int]:
    """The ids that a query returns."""
    cursor.execute(query, parameters)
    return [row[0] for row in cursor.fetchall()]
