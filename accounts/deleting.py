"""Deleting an account, and what prevents it. Other apps take part through two signals."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.dispatch import Signal

from accounts.models import User

TIME_TO_CONFIRM = timedelta(days=7)

# Receivers get `user` and return a sentence that says what must be done first, or None.
asking_to_delete = Signal()
# Sent in the transaction that deletes `user`, before it does.
deleting_account = Signal()


def obstacles(user: User) -> list[str]:
    """Sentences that say what this person must do before the account can be deleted."""
    answers = asking_to_delete.send(sender=User, user=user)
    return [sentence for _, sentence in answers if sentence]


@transaction.atomic
def delete_account(user: User) -> list[str]:
    """Delete the account unless something prevents it; returns what does, as sentences.

    In one transaction, so that receivers can lock the rows that their answer depends on. `user` keeps its
    key, which signing out still needs.
    """
    remaining = obstacles(user)
    if not remaining:
        deleting_account.send(sender=User, user=user)
        User.objects.get(pk=user.pk).delete()
    return remaining


def delete_unconfirmed(now: datetime) -> None:
    """Delete accounts whose address wasn't confirmed within a week of signing up.

    The owner of the address should not find an account there. Accounts made by an operator stay: they have no
    row for their address, or they have a role.
    """
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    signed_up = User.objects.filter(is_staff=False, is_superuser=False, is_moderator=False, is_demo=False)
    for user in signed_up.filter(
        Exists(addresses.filter(verified=False)),
        ~Exists(addresses.filter(verified=True)),
        last_login=None,
        date_joined__lt=now - TIME_TO_CONFIRM,
    ):
        delete_account(user)
