"""Every team keeps an owner: the last one can't leave, lose the role, be removed, or delete the account. An
admin who removes the last owner ends the whole team (members.py).

Every change to a team first locks the practice's row. If two owners leave at the same moment, the second
waits and then gets LastOwner.
"""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from listings.models import Membership, Role
from providers.models import Practice


class LastOwner(Exception):
    """Without this person the team would have no owner."""

    def __init__(self, membership: Membership) -> None:
        super().__init__(
            "A team needs an owner, and this is the only one. Make somebody else an owner first."
        )
        self.membership = membership


def lock_team(practice_id: int) -> Practice:
    """The practice, locked until the transaction ends. Its listings can still be edited."""
    return Practice.objects.select_for_update(no_key=True).get(pk=practice_id)


def owners_of(practice: Practice) -> QuerySet[Membership]:
    return Membership.objects.filter(practice=practice, role=Role.OWNER).select_related("user")


def refuse_last_owner(membership: Membership) -> None:
    """Raises LastOwner if `membership` is its team's only owner. The team must be locked."""
    others = owners_of(membership.practice).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not others.exists():
        raise LastOwner(membership)


def owned_alone_by(user: User) -> QuerySet[Practice]:
    """The practices whose only owner is `user`."""
    owners = Count("memberships", filter=Q(memberships__role=Role.OWNER))
    is_theirs = Q(pk__in=Membership.objects.filter(user=user, role=Role.OWNER).values("practice"))
    return Practice.objects.filter(is_theirs).annotate(owners=owners).filter(owners=1).order_by("name", "id")
