"""When members delete their accounts: a team's only owner can't, and the other owners are told."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver

from accounts.deleting import asking_to_delete, deleting_account
from accounts.models import User
from listings.models import Membership, Role
from listings.teams.mails import name_and_email, tell_owners
from listings.teams.owners import owned_alone_by
from providers.models import Practice


@receiver(asking_to_delete)
@transaction.atomic
def keep_an_owner(sender: type[User], user: User, **options: Any) -> str | None:
    """Why `user` can't delete the account, or None. Locks the teams that `user` owns, so that the answer
    stays true in a transaction that deletes."""
    owned = Membership.objects.filter(user=user, role=Role.OWNER).values("practice")
    list(Practice.objects.select_for_update(no_key=True).filter(pk__in=owned).order_by("pk"))
    names = list(owned_alone_by(user).values_list("name", flat=True))
    if not names:
        return None
    return (
        f"You are the only owner of {', '.join(names)}. Make somebody else an owner first, on the team’s "
        f"page. If you are alone there, write to {settings.SITE_CONTACT}: we take the listing back."
    )


@receiver(deleting_account)
def tell_teams(sender: type[User], user: User, **options: Any) -> None:
    for membership in Membership.objects.filter(user=user).select_related("practice"):
        what = f"{name_and_email(user)} left and deleted the account."
        tell_owners(membership.practice, what=what, by=user)
