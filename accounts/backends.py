"""Who is signed in, read together with whether a second factor is missing: every page for staff asks."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.second_factor import with_second_factor


class UserBackend(AuthenticationBackend):
    """allauth's, with one query for the user and the second factor."""

    def get_user(self, user_id: int) -> User | None:
        user = with_second_factor(User.objects.all()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
