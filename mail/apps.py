"""The app of outgoing mail and of the jobs in the background."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = "Mail"
