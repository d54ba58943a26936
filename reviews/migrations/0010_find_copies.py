"""Finding texts that share runs of words with a new one, among all reviews."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="review", index=GinIndex(fields=["fingerprint"], name="review_fingerprint")
        )
    ]
