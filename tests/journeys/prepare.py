"""Fills a copy of the new site's database for the journeys: the cast and the guides.

Run as `python -m tests.journeys.prepare` with the settings of the site that will serve them.
"""

import os
from io import StringIO

import django
from django.core.management import call_command


def prepare() -> None:
    # Models can be imported only after django.setup().
    from tests.journeys.cast import make_cast  # noqa: PLC0415

    make_cast()
    call_command("load_guides", quiet=True, stdout=StringIO())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    prepare()
