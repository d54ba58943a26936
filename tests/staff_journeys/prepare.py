"""Fills a copy of the new site's database for the journeys of staff: one practice and an admin.

Run as `python -m tests.staff_journeys.prepare` with the settings of the site that will serve them.
"""

import os

import django

# Of the admin's authenticator app; base32.
ADMIN_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery staple"


def prepare() -> None:
    # Models can be imported only after django.setup().
    from tests.staff_journeys.people import make_people  # noqa: PLC0415

    make_people()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    prepare()
