"""Inviting somebody to a role on the site, and telling people that their roles changed."""

from collections.abc import Collection

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from accounts.adapters import reset_password_path
from accounts.models import User
from accounts.roles import SiteRole, roles_of, set_roles
from listings.teams.mails import name_and_email
from mail.sending import absolute_url, queue_mail
from providers import words


class HasAccount(Exception):
    """There is an account with this address; `user` is the one."""

    def __init__(self, user: User) -> None:
        super().__init__("There is an account with this address already.")
        self.user = user


@transaction.atomic
def invite(*, email: str, name: str, roles: Collection[SiteRole], by: User) -> User:
    """Make an account with these roles, and mail a link with which its owner chooses a password.

    Nobody can sign in to it otherwise, so following the link proves the address. Raises HasAccount.
    """
    if found := User.objects.filter(email__iexact=email).first():
        raise HasAccount(found)
    user = User.objects.create_user(email, name=name)
    user.confirm_own_email()
    user = set_roles(user, roles)
    send_invitation(user, by=by)
    return user


def send_invitation(user: User, *, by: User) -> None:
    """Mail a link to choose a password. The links of earlier mails go on working for their time."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    context = {
        "by": name_and_email(by),
        "roles": words.listed(role.label.lower() for role in roles_of(user)),
        "url": absolute_url(reset_password_path(f"{user_pk_to_url_str(user)}-{token}")),
    }
    queue_mail("people/invitation", to=user.email, context=context)


@transaction.atomic
def change_roles(*, user: User, roles: Collection[SiteRole], by: User) -> bool:
    """Give the user exactly these roles; False if nothing changed. Raises LastAdmin."""
    before = frozenset(roles_of(user))
    if before == frozenset(roles):
        return False
    user = set_roles(user, roles)
    context = {
        "by": name_and_email(by),
        "roles": words.listed(role.label.lower() for role in roles_of(user)),
        "url": absolute_url(reverse("staff")),
    }
    if user.pk != by.pk:
        queue_mail("people/roles_changed", to=user.email, context=context)
    return True
