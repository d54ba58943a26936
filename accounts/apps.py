"""The accounts app, and the admin site that asks for a second factor."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"


class AdminSiteConfig(AdminConfig):
    default_site = "accounts.admin_site.AdminSite"
