"""Addresses of the admin's pages of a version."""

from django.urls import reverse

from content.models import GuideVersion


def url(name: str, version: GuideVersion) -> str:
    return reverse(f"admin:content_guideversion_{name}", args=[version.pk])
