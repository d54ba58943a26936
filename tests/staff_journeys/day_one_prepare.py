"""All that an operator of a new site does on the command line: make the first admin.

Run as `python -m tests.staff_journeys.day_one_prepare` with the settings of the site that will serve them.
"""

import os

import django
from django.core.management import call_command

OPERATOR = "operator@example.com"
PASSWORD = "correct horse battery staple"


def prepare() -> None:
    os.environ["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
    call_command("createsuperuser", email=OPERATOR, interactive=False, verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    prepare()
