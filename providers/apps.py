"""The providers app: places, practices, locations, their search, and the teams that keep them true."""

from importlib import import_module

from django.apps import AppConfig

# They register rules and receivers when they are imported, which needs the models.
REGISTER_WHEN_READY = [
    "providers.permissions",
    "providers.staff.editing.photos",
    "providers.staff.teams.deleting",
]


class ProvidersConfig(AppConfig):
    name = "providers"

    def ready(self) -> None:
        for module in REGISTER_WHEN_READY:
            import_module(module)
