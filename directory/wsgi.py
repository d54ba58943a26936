"""The WSGI entry point that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")

application = get_wsgi_application()

from providers.counting.counts import write_by_itself  # noqa: E402 - models need the application first

write_by_itself()
