"""People who joined a team through a claimant: by the claimant's invitations, and by those of such people."""

from datetime import datetime

from listings.claims.states import State
from listings.models import Claim, Invitation


def guests_of(claim: Claim, since: datetime) -> frozenset[int]:
    """Ids of users, without the claimant and without anybody whose own claim is approved.

    Invitations are read in the order in which they were accepted, because one has to be in the team to invite
    others. An invitation whose sender's account is gone counts as the claimant's: otherwise deleting an
    account would hide the connection.
    """
    found: set[int] = {claim.user_id}
    approved = Claim.objects.filter(practice=claim.practice_id, state=State.APPROVED).values("user")
    accepted = (
        Invitation.objects.filter(practice=claim.practice_id, accepted_at__gte=since)
        .exclude(accepted_by=None)
        .exclude(accepted_by=claim.user_id)
        .exclude(accepted_by__in=approved)
        .order_by("accepted_at", "pk")
    )
    for sender, guest in accepted.values_list("invited_by", "accepted_by"):
        if sender is None or sender in found:
            found.add(guest)
        else:
            found.discard(guest)  # invited again by another person
    return frozenset(found - {claim.user_id})
