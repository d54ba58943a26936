"""What the site holds for an email address, and deleting it at the wish of whoever has that address.

Staff see how many of each kind there are and not what they say: they need no more to answer.
"""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from listings.models import Invitation, Report
from reviews.authors import email_hash
from reviews.models import Review, Takedown
from reviews.models.review import EMPTIED
from reviews.writing.actions import withdraw_all


@dataclass(frozen=True)
class Holding:
    """`number` rows of one kind; `erased` says what becomes of them when everything is deleted."""

    what: str
    number: int
    erased: str


def holdings(email: str) -> tuple[Holding, ...]:
    """What there is, without kinds of which there is nothing. Reviews are found by a keyed hash of the
    address."""
    reviews = Review.objects.by(email_hash(email)).exclude(state__in=EMPTIED)
    found = (
        Holding("Reviews, in any state", reviews.count(), "Text, answers and proof are deleted."),
        Holding(
            "Reports of wrong information with this address",
            Report.objects.filter(email__iexact=email).count(),
            "The address and the words are deleted; the report stays.",
        ),
        Holding(
            "Legal notices against reviews, sent from this address",
            Takedown.objects.filter(email__iexact=email).count(),
            "They stay, because they are the record of what was decided. They are no health data.",
        ),
        Holding(
            "Invitations to a practice’s team",
            Invitation.objects.filter(email__iexact=email).count(),
            "They stay: they are about work and no health data.",
        ),
        Holding(
            "An account for people who work with listings",
            User.objects.filter(email__iexact=email).count(),
            "It stays. Its owner can delete it under “Your account”.",
        ),
    )
    return tuple(holding for holding in found if holding.number)


@transaction.atomic
def erase(email: str) -> int:
    """Delete the health data of an address: what its reviews and reports say. Returns how many of both."""
    reports = Report.objects.filter(email__iexact=email).update(email="", words="")
    return withdraw_all(email=email) + reports
