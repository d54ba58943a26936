"""The reviews app: reviews of locations, proof of a visit, moderation, replies and the public ledger."""

from importlib import import_module

from django.apps import AppConfig

# They register rules when they are imported, which needs the models.
REGISTER_WHEN_READY = ["reviews.permissions"]


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        for module in REGISTER_WHEN_READY:
            import_module(module)
