"""Removes the tables of places: a process reads the shipped files into memory (ADR 0142)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="GazetteerLoad"),
        migrations.DeleteModel(name="Place"),
    ]
