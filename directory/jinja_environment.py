"""How Jinja2 renders the results page: the one page for which half a millisecond matters (ADR 0119).

Everything else is rendered by Django's engine. What both have in common, such as the foot of every page, is a
component of Django's, which a Jinja2 template prints with `component(...)`.
"""

import re
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined
from jinja2.ext import Extension

MAX_COMPONENTS = 128


class WithoutIndentation(Extension):
    """Indentation is for readers of a template: it would be a twentieth of the page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r"\s*\n\s*", "\n", source)


def environment(**options: Any) -> Environment:
    """Called by Django with the OPTIONS of the settings."""
    made = Environment(**options | {"undefined": StrictUndefined, "extensions": [WithoutIndentation]})
    made.globals |= {
        "component": component if settings.DEBUG else lru_cache(MAX_COMPONENTS)(component),
        "static": static if settings.DEBUG else cache(static),
        "url": cache(reverse),
    }
    return made


def component(name: str, **parameters: object) -> SafeString:
    """A component of Django's engine, rendered once for each set of parameters, which must be hashable."""
    return SafeString(re.sub(r"\s*\n\s*", "\n", render_to_string(name, parameters, using="django").strip()))
