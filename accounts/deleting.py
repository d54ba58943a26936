"""What stands in the way of deleting an account. Other apps say it through the signal `asking_to_delete`."""

from django.dispatch import Signal

from accounts.models import User

# Receivers get `user` and answer a sentence that says what must be done first, or None.
asking_to_delete = Signal()


def obstacles(user: User) -> list[str]:
    """Sentences that say what this person has to do before the account can be deleted."""
    answers = asking_to_delete.send(sender=User, user=user)
    return [sentence for _, sentence in answers if sentence]
