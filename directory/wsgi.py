"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

django_application = get_wsgi_application()

from accounts.uploads.bodies import counts_chunks  # noqa: E402 - models need the application first
from directory.middleware import hides_unreadable_queries  # noqa: E402 - as above
from providers.counting.counts import write_by_itself  # noqa: E402 - as above

application = hides_unreadable_queries(counts_chunks(django_application))

write_by_itself()
