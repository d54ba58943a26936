"""The extensions and immutable functions that constraints of 0003 rest on."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

# Neither function is STRICT: one that is would not be written into the queries and constraints that call it,
# and calling it for each of a million rows costs five times as much.

# Luhn over "80840" + NPI (CMS, "Requirements for NPI check digit"); the prefix adds 24 to the sum. Digits in
# odd places count double, a two-digit double its digits' sum: 0246813579 lists what becomes of each.
_PLAIN = " + ".join(f"substr(npi, {place}, 1)::int" for place in (2, 4, 6, 8, 10))
_DOUBLED = " + ".join(
    f"substr('0246813579', substr(npi, {place}, 1)::int + 1, 1)::int" for place in (1, 3, 5, 7, 9)
)
NPI_IS_VALID = f"""
CREATE FUNCTION npi_is_valid(npi text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN npi !~ '^[12][0-9]{{9}}$' THEN false ELSE (24 + {_PLAIN} + {_DOUBLED}) % 10 = 0 END;
"""

WEEK_MINUTES = """
CREATE FUNCTION week_minutes(weekday smallint, opens time, closes time) RETURNS int4range
LANGUAGE sql IMMUTABLE PARALLEL SAFE
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
