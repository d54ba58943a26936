"""The log of decisions can't be changed: not by the site, not by a moderator, not by the tables' owner.

A trigger refuses, and it is enabled ALWAYS, so that it also fires where session_replication_role switches
ordinary triggers off. An empty log may be truncated: nothing is lost, and test databases are emptied so.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'TRUNCATE' OR EXISTS (SELECT FROM reviews_decision) THEN
        RAISE EXCEPTION 'The log of decisions is append-only: % is refused.', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews_decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_decision();
ALTER TABLE reviews_decision ENABLE ALWAYS TRIGGER append_only;
"""
ALLOW = """
DROP TRIGGER append_only ON reviews_decision;
DROP FUNCTION refuse_change_of_decision();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
