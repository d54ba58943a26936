"""A table that can't be changed: not by the site, not by a moderator, not by the table's owner."""

from typing import Any

import pgtrigger
from pgtrigger.compiler import Trigger as CompiledTrigger
from pgtrigger.compiler import UpsertTriggerSql


class AlwaysEnabledSql(UpsertTriggerSql):
    """The SQL of a trigger that no setting of a session switches off.

    pgtrigger's own can be switched off by the setting `pgtrigger.ignore`, and by session_replication_role.
    Migrations refer to this class, so the SQL must stay the same for triggers that exist.
    """

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER AS $$
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE TRIGGER {pgid} {when} {operation} ON {table} FOR EACH {level} EXECUTE FUNCTION {execute};
            ALTER TABLE {table} ENABLE ALWAYS TRIGGER {pgid};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class AppendOnly(pgtrigger.Trigger):
    """Refuses UPDATE, DELETE and TRUNCATE to every role.

    An empty table may be truncated: nothing is lost, and test databases are emptied that way.
    """

    name = "append_only"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate

    # pgtrigger annotates `model` as an instance, but passes the class.
    def get_func(self, model: Any) -> str:
        table, rows = model._meta.db_table, model._meta.verbose_name_plural
        return (
            f"IF TG_OP <> 'TRUNCATE' OR EXISTS (SELECT FROM {table}) THEN "
            f"RAISE EXCEPTION 'The log of {rows} is append-only: % is refused.', TG_OP "
            "USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NULL;"
        )

    def compile(self, model: Any) -> CompiledTrigger:
        return CompiledTrigger(
            name=self.name,
            sql=AlwaysEnabledSql(
                pgid=self.get_pgid(model),
                func=self.get_func(model),
                table=model._meta.db_table,
                when=self.when,
                operation=self.operation,
                level=self.level,
            ),
        )
