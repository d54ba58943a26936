"""The extensions and immutable functions that constraints of 0003 rest on."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

# Luhn over "80840" + NPI (CMS, "Requirements for NPI check digit"); the prefix adds 24 to the sum.
NPI_IS_VALID = """
CREATE FUNCTION npi_is_valid(npi text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN npi !~ '^[12][0-9]{9}$' THEN false ELSE (
    SELECT (24 + sum(CASE WHEN place % 2 = 0 THEN digit
                          WHEN digit > 4 THEN digit * 2 - 9
                          ELSE digit * 2 END)) % 10 = 0
    FROM (SELECT place, substr(npi, place, 1)::int AS digit FROM generate_series(1, 10) AS place) AS digits
) END;
"""

WEEK_MINUTES = """
CREATE FUNCTION week_minutes(weekday smallint, opens time, closes time) RETURNS int4range
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN int4range(
    weekday * 1440 + (extract(epoch FROM opens) / 60)::int,
    weekday * 1440 + (extract(epoch FROM closes) / 60)::int
);
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_places")]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(NPI_IS_VALID, "DROP FUNCTION npi_is_valid(text)"),
        migrations.RunSQL(WEEK_MINUTES, "DROP FUNCTION week_minutes(smallint, time, time)"),
    ]
