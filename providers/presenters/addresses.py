"""Addresses that have no parts, looked up once: a page of results needs them dozens of times."""

from functools import cache

from django.urls import reverse


@cache
def address_of(name: str) -> str:
    """The path of the page with this name."""
    return reverse(name)
