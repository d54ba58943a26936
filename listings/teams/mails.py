"""Mails about teams, and how they name people and roles. They go out in the transaction of the change."""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from listings.models import Membership, Role
from listings.teams.owners import owners_of
from mail.sending import absolute_url, queue_mail
from providers.models import Practice


def tell_member(mail: str, member: Membership, *, by: User) -> None:
    """Mail a member about their own role or membership."""
    context = {
        "practice": member.practice,
        "role": with_article(Role(member.role)),
        "by": actor_name(by),
        "url": absolute_url(reverse("team", args=[member.practice_id])),
    }
    queue_mail(mail, to=member.user.email, context=context)


def tell_owners(practice: Practice, *, what: str, by: User, but: User | None = None) -> None:
    """Mail the owners `what` changed: all except the person who did it and `but`, who gets another mail."""
    told_otherwise = [person.pk for person in (by, but) if person and person.pk]
    url = absolute_url(reverse("team", args=[practice.pk]))
    for owner in owners_of(practice).exclude(user__in=told_otherwise):
        context = {"practice": practice, "what": what, "by": actor_name(by), "url": url}
        queue_mail("teams/changed", to=owner.user.email, context=context)


def name_and_email(user: User) -> str:
    """ "Ana Ruiz (ana@example.com)", or the address alone if the name is not known."""
    return f"{user.name} ({user.email})" if user.name else user.email


def actor_name(user: User) -> str:
    """Who did something. Admins act for the site, so their own addresses are not given away."""
    return settings.SITE_NAME if user.is_superuser else name_and_email(user)


def with_article(role: Role) -> str:
    return "a viewer" if role == Role.VIEWER else f"an {role.label.lower()}"
