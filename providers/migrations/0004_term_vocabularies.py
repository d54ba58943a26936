"""Foreign keys to (term, vocabulary): a program's therapy is a therapy, a payer is a payer."""

from django.db import migrations

COLUMNS = [
    ("providers_combinedprogram", "therapy"),
    ("providers_combinedprogram", "condition"),
    ("providers_payernetwork", "payer"),
    ("providers_clearance", "device"),
    ("providers_clearance", "condition"),
]


def foreign_key(table: str, column: str) -> migrations.RunSQL:
    name = f"{table.removeprefix('providers_')}_{column}_is_a_{column}"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({column}_id, {column}_vocabulary) REFERENCES providers_term (id, vocabulary)",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_directory")]

    operations = [foreign_key(table, column) for table, column in COLUMNS]
