"""What every page's template can use."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from providers.demo.presence import shows_demo_data


def site(request: HttpRequest) -> dict[str, str | Callable[[], bool]]:
    """`site_name`, `site_contact`, and `shows_demo_data`, which a template calls when it gets there."""
    return {
        "site_name": settings.SITE_NAME,
        "site_contact": settings.SITE_CONTACT,
        "shows_demo_data": shows_demo_data,
    }
