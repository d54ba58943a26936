"""What editors of guides may do: everything in the sections of the `content` app on the admin site."""

from django.db.models import Model
from django.http import HttpRequest

from accounts.models import User

APP = "content"


class GuideEditorBackend:
    """Answers about permissions only. Without `get_user`, because nobody signs in by it."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:
        return None

    def has_perm(self, user: User, permission: str, row: Model | None = None) -> bool:
        return self.has_module_perms(user, permission.partition(".")[0])

    def has_module_perms(self, user: User, app_label: str) -> bool:
        return user.is_active and getattr(user, "is_guide_editor", False) and app_label == APP
