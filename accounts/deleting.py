"""Deleting an account, and what stands in the way of it. Other apps take part through two signals."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.dispatch import Signal

from accounts.models import User

TO_CONFIRM = timedelta(days=7)

# Receivers get `user` and answer a sentence that says what must be done first, or None.
asking_to_delete = Signal()
# Sent in the transaction that deletes `user`, before it does.
deleting_account = Signal()


def obstacles(user: User) -> list[str]:
    """Sentences that say what this person has to do before the account can be deleted."""
    answers = asking_to_delete.send(sender=User, user=user)
    return [sentence for _, sentence in answers if sentence]


@transaction.atomic
def delete_account(user: User) -> list[str]:
    """Delete the account unless something stands in the way, and answer what does.

    One transaction, so that receivers can lock what their answer rests on. `user` keeps its key, which
    signing out still needs.
    """
    in_the_way = obstacles(user)
    if not in_the_way:
        deleting_account.send(sender=User, user=user)
        User.objects.get(pk=user.pk).delete()
    return in_the_way


def delete_unconfirmed(now: datetime) -> None:
    """Delete accounts that somebody signed up for a week ago without confirming the address: who owns it
    should not find an account there. One that an operator made has no row of its address, or a role."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    signed_up = User.objects.filter(is_staff=False, is_superuser=False, is_moderator=False, is_demo=False)
    for user in signed_up.filter(
        Exists(addresses.filter(verified=False)),
        ~Exists(addresses.filter(verified=True)),
        last_login=None,
        date_joined__lt=now - TO_CONFIRM,
    ):
        delete_account(user)
