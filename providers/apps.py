"""The providers app: places, practices, locations and their search."""

from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "providers"
