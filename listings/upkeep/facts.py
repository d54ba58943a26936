"""The facts that a confirmation speaks of, for many locations at once with one query."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

# As lists of JSON, not by the ORM: that takes a query for each of the five tables.
QUERY = """
SELECT location.id,
       (SELECT coalesce(json_object_agg(section, json_build_array(confirmed_on, confirmed_by)), '{}'::json)
        FROM providers_confirmation WHERE location_id = location.id),
       (SELECT coalesce(json_object_agg(vocabulary, labels), '{}'::json) FROM (
            SELECT vocabulary, json_agg(label ORDER BY position, slug) AS labels
            FROM providers_locationterm JOIN providers_term AS term ON term.id = term_id
            WHERE location_id = location.id GROUP BY vocabulary) AS offered),
       (SELECT coalesce(
            json_agg(json_build_array(label, service, status) ORDER BY position, service), '[]'::json)
        FROM providers_payernetwork JOIN providers_term AS term ON term.id = payer_id
        WHERE location_id = location.id),
       (SELECT coalesce(json_agg(json_build_array(
            therapy.label, condition.label, timing, delivery, partner_name) ORDER BY program.id), '[]'::json)
        FROM providers_combinedprogram AS program
        JOIN providers_term AS therapy ON therapy.id = therapy_id
        LEFT JOIN providers_term AS condition ON condition.id = condition_id
        WHERE location_id = location.id)
FROM providers_location AS location
WHERE location.id = ANY(%s)
"""


class ProgramFact(NamedTuple):
    """Labels of the terms, slugs of the rest; `condition` is None where the program is for all."""

    therapy: str
    condition: str | None
    timing: str
    delivery: str
    partner_name: str


class Facts(NamedTuple):
    """`confirmations` by section: the day and by whom. `labels` by vocabulary. `networks`: the payer's label,
    the service and the status."""

    confirmations: dict[str, tuple[date, str]]
    labels: dict[str, list[str]]
    networks: list[tuple[str, str, str]]
    programs: list[ProgramFact]


def facts_of_locations(location_ids: Iterable[int]) -> dict[int, Facts]:
    """The facts of each location, by its id."""
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [list(location_ids)])
        return {row[0]: read(*row[1:]) for row in cursor.fetchall()}


def read(confirmations: Any, labels: Any, networks: Any, programs: Any) -> Facts:
    return Facts(
        {section: (date.fromisoformat(day), by) for section, (day, by) in confirmations.items()},
        labels,
        [tuple(network) for network in networks],
        [ProgramFact(*program) for program in programs],
    )
