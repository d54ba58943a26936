"""The app of the project itself: its deployment checks are registered when it starts."""

from django.apps import AppConfig
from django.core.checks import register


class DirectoryConfig(AppConfig):
    name = "directory"

    def ready(self) -> None:
        # Its models, which the check reads, exist only now.
        from directory.trust.checks import missing_details  # noqa: PLC0415

        register(missing_details, deploy=True)
