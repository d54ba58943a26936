"""Changing and ending memberships. Every change is mailed to those it concerns, in the same transaction."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.limits import Limit, seconds_to_wait
from accounts.models import User
from listings.models import Membership, Role
from listings.teams.owners import lock_team, owners_of, refuse_last_owner
from mail.sending import absolute_url, queue_mail
from providers.models import Practice

# Of one member and one role. What goes unsaid was said that day, so nobody becomes an owner unheard.
MAILS_ABOUT_ONE_ROLE = Limit.parse("2/d")


class NotInTeam(Exception):
    """The membership ended meanwhile, or never was."""


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> bool:
    """Give a member another role; False if it is theirs already. Raises LastOwner and NotInTeam.

    It is told by mail, but not again and again to whoever is given the same role by turns.
    """
    practice, member = lock_member(membership)
    if member.role == role:
        return False
    if role != Role.OWNER:
        refuse_last_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    if seconds_to_wait("role-mail", f"{practice.pk}:{member.user_id}:{role}", MAILS_ABOUT_ONE_ROLE):
        return True
    what = f"{name_of(member.user)} is now {with_article(role)}."
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
    tell_owners(practice, what=f"{name_of(user)} left.", by=user)


def lock_member(membership: Membership) -> tuple[Practice, Membership]:
    """The practice, locked, and the membership as it is now."""
    practice = lock_team(membership.practice_id)
    member = Membership.objects.filter(pk=membership.pk).select_related("user").first()
    if member is None:
        raise NotInTeam
    member.practice = practice
    return practice, member


def tell_member(mail: str, member: Membership, *, by: User) -> None:
    context = {
        "practice": member.practice,
        "role": with_article(Role(member.role)),
        "by": actor(by),
        "url": absolute_url(reverse("team", args=[member.practice_id])),
    }
    queue_mail(mail, to=member.user.email, context=context)


def tell_owners(practice: Practice, *, what: str, by: User, but: User | None = None) -> None:
    """Mail the owners `what` changed: all but who did it and who is told otherwise."""
    told_otherwise = {by.pk, but.pk if but else None}
    url = absolute_url(reverse("team", args=[practice.pk]))
    for owner in owners_of(practice).exclude(user__in=[pk for pk in told_otherwise if pk]):
        context = {"practice": practice, "what": what, "by": actor(by), "url": url}
        queue_mail("teams/changed", to=owner.user.email, context=context)


def name_of(user: User) -> str:
    """Name and address, as far as there is a name."""
    return f"{user.name} ({user.email})" if user.name else user.email


def actor(user: User) -> str:
    """Who did it. Admins act for the site: their addresses are nobody else's business."""
    return settings.SITE_NAME if user.is_superuser else name_of(user)


def with_article(role: Role) -> str:
    return "a viewer" if role == Role.VIEWER else f"an {role.label.lower()}"
