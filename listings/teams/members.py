"""Changing and ending memberships. Everybody concerned gets a mail, in the same transaction."""

from django.db import transaction

from accounts.limits import AccountLimit
from accounts.models import User
from listings.models import Membership, Role
from listings.teams.invitations import end_invitation, open_invitations
from listings.teams.mails import name_and_email, tell_member, tell_owners, with_article
from listings.teams.owners import lock_team, owners_of, refuse_last_owner
from providers.models import Practice

# For one member and one role. A change without a mail repeats one that was mailed the same day, so nobody
# becomes an owner without the others hearing of it.
MAILS_ABOUT_ONE_ROLE = AccountLimit("role-mail", "2/d")


class NotInTeam(Exception):
    """The membership has ended in the meantime, or never existed."""


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> bool:
    """Give a member another role; False if they have it already. Raises LastOwner and NotInTeam.

    A mail says so, but not over and over to somebody who is given the same roles in turn.
    """
    practice, member = locked_member(membership)
    if member.role == role:
        return False
    if role != Role.OWNER:
        refuse_last_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    if MAILS_ABOUT_ONE_ROLE.wait(f"{practice.pk}|{member.user_id}|{role}"):
        return True
    what = f"{name_and_email(member.user)} is now {with_article(role)}."
    if member.user_id != by.pk:
        tell_member("teams/role_changed", member, by=by)
    tell_owners(practice, what=what, by=by, but=member.user)
    return True


@transaction.atomic
def leave_team(*, practice: Practice, user: User) -> None:
    """End one's own membership. Raises LastOwner and NotInTeam."""
    practice = lock_team(practice.pk)
    member = Membership.objects.filter(practice=practice, user=user).select_related("user").first()
    if member is None:
        raise NotInTeam
    refuse_last_owner(member)
    member.delete()
    tell_owners(practice, what=f"{name_and_email(user)} left.", by=user)


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> bool:
    """End somebody's membership; False if the whole team ended with it, which only an admin can do. Raises
    LastOwner and NotInTeam."""
    practice, member = locked_member(membership)
    if not by.is_superuser:
        refuse_last_owner(member)
    member.delete()
    tell_member("teams/removed", member, by=by)
    if member.role == Role.OWNER and not owners_of(practice).exists():
        end_team(practice, by=by)
        return False
    tell_owners(practice, what=f"{name_and_email(member.user)} was removed.", by=by, but=member.user)
    return True


def end_team(practice: Practice, *, by: User) -> None:
    """End all memberships and invitations of a team that has no owner. The team must be locked."""
    for member in Membership.objects.filter(practice=practice).select_related("user", "practice"):
        member.delete()
        tell_member("teams/removed", member, by=by)
    for invitation in open_invitations(practice).select_related("practice"):
        end_invitation(invitation)


def locked_member(membership: Membership) -> tuple[Practice, Membership]:
    """The practice, locked, and the membership as it is now. Raises NotInTeam."""
    practice = lock_team(membership.practice_id)
    member = Membership.objects.filter(pk=membership.pk).select_related("user").first()
    if member is None:
        raise NotInTeam
    member.practice = practice
    return practice, member
