from django.db import migrations, models

import reviews.models.review


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_fill_public_ids_and_round_counts")]

    operations = [
        migrations.AlterField(
            model_name="review",
            name="public_id",
            field=models.BigIntegerField(
                default=reviews.models.review.random_public_id,
                editable=False,
                help_text="For addresses and pages outside of moderation: a number that counts up would tell how many reviews were sent, and when.",
                unique=True,
            ),
        ),
    ]
