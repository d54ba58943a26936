"""Fills a database that has tables with what every site has: vocabulary, places. Collects the static files.

Run as `python -m tests.journeys.new_site` with the settings of a site.
"""

import os
from io import StringIO

import django
from django.core.management import call_command


def prepare() -> None:
    call_command("load_vocabulary", stdout=StringIO())
    # Most static files are those of the admin, which no journey visits; compressing them takes seconds.
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    prepare()
