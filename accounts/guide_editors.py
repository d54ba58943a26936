"""What editors of guides may do on the admin site: everything in the sections of the `content` app, and
looking up the terms that a guide is about."""

from django.db.models import Model
from django.http import HttpRequest

from accounts.models import User

APP = "content"
LOOKED_UP = "providers.view_term"


class GuideEditorBackend:
    """Answers about permissions only. Without `get_user`, because nobody signs in by it."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:
        return None

    def has_perm(self, user: User, permission: str, row: Model | None = None) -> bool:
        is_theirs = permission == LOOKED_UP or permission.startswith(f"{APP}.")
        return is_theirs and self.has_module_perms(user, APP)

    def has_module_perms(self, user: User, app_label: str) -> bool:
        return user.is_active and getattr(user, "is_guide_editor", False) and app_label == APP
