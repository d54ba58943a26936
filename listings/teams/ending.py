"""Taking people out of a team; and ending it, where no owner is left."""

from django.db import transaction

from accounts.models import User
from listings.models import Membership, Role
from listings.teams.invitations import end, open_invitations
from listings.teams.members import lock_member, name_of, tell_member, tell_owners
from listings.teams.owners import owners_of, refuse_last_owner
from providers.models import Practice


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> bool:
    """End somebody's membership; False if the team ended with it, which only an admin can do. Raises
    LastOwner and NotInTeam."""
    practice, member = lock_member(membership)
    if not by.is_superuser:
        refuse_last_owner(member)
    member.delete()
    tell_member("teams/removed", member, by=by)
    if member.role == Role.OWNER and not owners_of(practice).exists():
        dissolve(practice, by=by)
        return False
    tell_owners(practice, what=f"{name_of(member.user)} was removed.", by=by, but=member.user)
    return True


def dissolve(practice: Practice, *, by: User) -> None:
    """End what is left of a team without an owner, its invitations too. The team must be locked."""
    for member in Membership.objects.filter(practice=practice).select_related("user", "practice"):
        member.delete()
        tell_member("teams/removed", member, by=by)
    for invitation in open_invitations(practice).select_related("practice"):
        end(invitation)
