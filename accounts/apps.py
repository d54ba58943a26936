"""The accounts app, and the admin site that asks for a second factor."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig

# These modules register receivers when they are imported, which needs the models.
REGISTER_WHEN_READY = ["accounts.lockout", "accounts.roles", "accounts.sessions"]


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        for module in REGISTER_WHEN_READY:
            import_module(module)


class AdminSiteConfig(AdminConfig):
    default_site = "accounts.admin_site.AdminSite"
