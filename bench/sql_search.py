"""The search as one would write it in SQL on the same tables: the peer of the index in the benchmark.

A bounding box on an index of latitude and longitude, the great circle for what is inside, EXISTS for each
filter, and total, page and facet counts from one materialized set.
"""

import math
from typing import Any

from django.db import connection
from django.utils import timezone

from providers.fields.filters import FILTER_VOCABULARIES, NEEDS_ALL
from providers.models import Vocabulary
from providers.search.criteria import Point, SearchCriteria
from providers.search.geo import EARTH_RADIUS_MILES
from providers.vocabulary.catalog import Catalog

INDEX = """
CREATE INDEX IF NOT EXISTS bench_location_point ON providers_location (latitude, longitude)
WHERE status = 'published'
"""
STATEMENT = """
WITH near AS MATERIALIZED (
    SELECT id, {miles} AS miles FROM providers_location AS location
    WHERE status = 'published' AND confirmed_on > %(today)s::date - 120
      AND latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s
      AND {miles} <= %(radius)s
), hits AS MATERIALIZED (SELECT near.id, miles FROM near WHERE true {filters})
SELECT (SELECT count(*) FROM hits),
       ARRAY(SELECT id FROM hits ORDER BY miles, id LIMIT 20),
       (SELECT jsonb_object_agg(term_id, number) FROM (
            SELECT term_id, count(*) AS number FROM hits
            JOIN providers_locationterm ON location_id = hits.id GROUP BY term_id
        ) AS facets)
"""
MILES = f"""{EARTH_RADIUS_MILES} * acos(least(1, greatest(-1,
    sin(radians(latitude)) * sin(radians(%(latitude)s))
    + cos(radians(latitude)) * cos(radians(%(latitude)s)) * cos(radians(longitude - %(longitude)s)))))"""
HAS_TERM = """
AND EXISTS (SELECT FROM providers_locationterm WHERE location_id = near.id AND term_id = ANY(%({name})s))"""
HAS_PAYER = """
AND EXISTS (SELECT FROM providers_payernetwork WHERE location_id = near.id AND payer_id = ANY(%({name})s)
            AND service = 'tms' AND status = 'in-network')"""


def make_index() -> None:
    """What the statement needs to be fast; made once."""
    with connection.cursor() as cursor:
        cursor.execute(INDEX)


def search_in_sql(criteria: SearchCriteria, point: Point, catalog: Catalog) -> Any:
    """(total, ids of the first page, facet counts by term id) of a search around a point."""
    assert criteria.radius is not None
    reach = math.degrees(criteria.radius / EARTH_RADIUS_MILES)
    wide = reach / max(0.01, math.cos(math.radians(point.latitude)))
    values: dict[str, Any] = {
        "latitude": point.latitude,
        "longitude": point.longitude,
        "radius": criteria.radius,
        "south": point.latitude - reach,
        "north": point.latitude + reach,
        "west": point.longitude - wide,
        "east": point.longitude + wide,
        "today": timezone.localdate(),
    }
    filters = ""
    for vocabulary in FILTER_VOCABULARIES:
        ids = [catalog.get(vocabulary, slug).id for slug in criteria.values(vocabulary.value)]
        groups = [[id] for id in ids] if vocabulary.value in NEEDS_ALL else [ids] if ids else []
        for number, group in enumerate(groups):
            name = f"{vocabulary.value}{number}"
            values[name] = group
            filters += (HAS_PAYER if vocabulary == Vocabulary.PAYER else HAS_TERM).format(name=name)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT.format(miles=MILES, filters=filters), values)
        return cursor.fetchone()
