"""Deleting an account, and what stands in the way of it. Other apps take part through two signals."""

from django.db import transaction
from django.dispatch import Signal

from accounts.models import User

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
