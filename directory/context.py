"""Variables for the templates of all pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from providers.demo.presence import shows_demo_data


def site(request: HttpRequest) -> dict[str, str | Callable[[], bool]]:
    """`site_name`, and `shows_demo_data`, which is computed only if a template uses it."""
    return {
        "site_name": settings.SITE_NAME,
        "shows_demo_data": shows_demo_data,
    }
