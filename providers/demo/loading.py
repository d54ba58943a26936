"""Writing a demo directory, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from providers.demo.directory import DemoDirectory
from providers.demo.geography import Zips
from providers.demo.people import invented_npi
from providers.demo.redating import redate_demo
from providers.demo.tables import MODELS, TABLES
from providers.demo.terms import TermIds
from providers.models import Clinician, Location, Practice
from providers.models.history_off import do_without_history
from providers.progress import Progress

# More takes minutes and much memory; `python -m bench.generator` makes millions.
MAX_LOCATIONS = 50_000


class OtherDemoData(RuntimeError):
    """There are demo rows of another load."""


@dataclass(frozen=True)
class Loaded:
    """What a load did: rows by table, none if this very directory was there; then how far its dates moved."""

    rows: dict[str, int]
    redated: timedelta = timedelta()


@transaction.atomic
def load_demo(*, locations: int, seed: int, today: date, progress: Progress) -> Loaded:
    """Make a demo directory of `locations` locations: the same rows for the same number and seed.

    Dates are counted back from `today`. Rows that are not demo rows are not touched. If this very directory
    is there, only its dates are brought up to today. Raises OtherDemoData or MissingTerms.
    """
    with connection.cursor() as cursor:
        lock_demo(cursor)
        if is_there(locations, seed):
            return Loaded({}, redate_demo(today))
        do_without_history(cursor)
    numbered: tuple[type[models.Model], ...] = (Practice, Clinician, Location)
    directory = DemoDirectory(Zips.read(), TermIds.read(), {model: new_ids(model) for model in numbered})
    rows: dict[type[models.Model], list[models.Model]] = {model: [] for model in MODELS}
    for row in directory.rows(locations, seed, today):
        rows[type(row)].append(row)
    with progress.phase("Demo directory", sum(map(len, rows.values())), "rows") as advance:
        for model in MODELS:
            model._default_manager.bulk_create(rows[model])
            advance(len(rows[model]))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")
    return Loaded({model._meta.db_table: len(rows[model]) for model in MODELS})


def new_ids(model: type[models.Model]) -> Iterator[int]:
    """Ids for new rows, in order, from the sequence that other writers take theirs from."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, 1000)",
                [model._meta.db_table],
            )
            yield from [number for (number,) in cursor]


def lock_demo(cursor: CursorWrapper) -> None:
    """Until the transaction ends nobody else writes these tables: of two loads the second finds the first."""
    cursor.execute(
        "LOCK TABLE providers_practice, providers_clinician, providers_location IN SHARE ROW EXCLUSIVE MODE"
    )


def is_there(locations: int, seed: int) -> bool:
    """Whether this very directory was made before. Raises OtherDemoData if another one was."""
    found = Location.objects.filter(practice__is_demo=True).count()
    if found == locations and _has_seed(seed):
        return True
    # Clinicians alone are what a removal that was interrupted leaves.
    if (
        found
        or Practice.objects.filter(is_demo=True).exists()
        or Clinician.objects.filter(is_demo=True).exists()
    ):
        raise OtherDemoData(
            f"The directory holds demo data of another load ({found:,} locations): run remove_demo first."
        )
    return False


def _has_seed(seed: int) -> bool:
    """Whether the demo practices that are there were made with this seed: their NPIs tell."""
    first = list(Practice.objects.filter(is_demo=True).order_by("id").values_list("npi", flat=True)[:20])
    pairs = [(npi, invented_npi(seed, number)) for number, npi in enumerate(first)]
    return any(first) and all(npi in (None, expected) for npi, expected in pairs)
