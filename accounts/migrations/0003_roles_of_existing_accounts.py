"""Roles of accounts that are there already: who edited guides by permissions gets the role; the log starts."""

from django.db import migrations

GUIDE_EDITORS = """
UPDATE accounts_user SET is_guide_editor = true
WHERE is_staff AND NOT is_superuser AND id IN (
    SELECT own.user_id FROM accounts_user_user_permissions AS own
    JOIN auth_permission AS permission ON permission.id = own.permission_id
    JOIN django_content_type AS kind ON kind.id = permission.content_type_id
    WHERE kind.app_label = 'content'
    UNION
    SELECT member.user_id FROM accounts_user_groups AS member
    JOIN auth_group_permissions AS given USING (group_id)
    JOIN auth_permission AS permission ON permission.id = given.permission_id
    JOIN django_content_type AS kind ON kind.id = permission.content_type_id
    WHERE kind.app_label = 'content'
)
"""
# What each account was when the log began, so that its first change has something before it.
BASELINE = """
INSERT INTO accounts_userevent
    (is_active, is_superuser, is_moderator, is_guide_editor, pgh_created_at, pgh_label, pgh_obj_id)
SELECT is_active, is_superuser, is_moderator, is_guide_editor, now(), 'baseline', id FROM accounts_user
WHERE NOT EXISTS (SELECT FROM accounts_userevent AS event WHERE event.pgh_obj_id = accounts_user.id)
ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_site_roles_and_their_log")]

    operations = [
        migrations.RunSQL(GUIDE_EDITORS, migrations.RunSQL.noop),
        migrations.RunSQL(BASELINE, migrations.RunSQL.noop),
    ]
