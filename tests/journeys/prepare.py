"""Fills a new database for the journeys: tables, vocabulary, places and the cast; and collects static files.

Run as `python -m tests.journeys.prepare` with the settings of the site that will serve them.
"""

import os
from io import StringIO

import django
from django.core.management import call_command


def prepare() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_vocabulary", stdout=StringIO())
    call_command("load_places", stdout=StringIO())
    # Most static files are those of the admin, which no journey visits; compressing them takes seconds.
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    # Models can be imported only after django.setup().
    from tests.journeys.cast import make_cast  # noqa: PLC0415

    make_cast()
    call_command("load_guides", quiet=True, stdout=StringIO())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    prepare()
