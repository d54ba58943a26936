"""The listings app: how listings are kept true, by their teams, by readers' reports and by admins."""

from importlib import import_module

from django.apps import AppConfig

# They register rules and receivers when they are imported, which needs the models.
REGISTER_WHEN_READY = [
    "listings.permissions",
    "listings.claims.adding.drafts",
    "listings.editor.photos",
    "listings.teams.deleting",
    "listings.teams.second_factor",
]


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        for module in REGISTER_WHEN_READY:
            import_module(module)
