"""Who accepted an invitation: their address may change, and with it the trace of who let them in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Of those accepted before: whoever has the address now, confirmed.
FILL = """
UPDATE providers_invitation AS invitation SET accepted_by_id = address.user_id
FROM account_emailaddress AS address
WHERE invitation.accepted_at IS NOT NULL AND address.verified
    AND lower(address.email) = lower(invitation.email)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0034_practice_created_at"),
        ("account", "0009_emailaddress_unique_primary_email"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
