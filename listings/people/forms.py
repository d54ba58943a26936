"""Filtering the list of people, giving roles, and inviting somebody."""

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import SiteRole, roles_of
from listings.lists import Choice, ListFilter

if TYPE_CHECKING:
    from listings.people.finding import ListedUser

ROLE_HELP = {
    SiteRole.ADMIN: "Admin: everything on this site, other people’s roles included",
    SiteRole.MODERATOR: "Moderator: decides on reviews, replies, appeals, and notices",
    SiteRole.GUIDE_EDITOR: "Guide editor: writes and publishes guides",
}


class PeopleFilter(ListFilter):
    """`q` finds a part of a name or an address."""

    q = django_filters.CharFilter(
        label="Name or email address",
        method="named",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = Choice(
        "Role",
        [*SiteRole.choices, ("team", "In a practice’s team"), ("none", "No role and no team")],
        empty_label="All",
        method="with_role",
    )
    state = Choice(
        "Account",
        [("off", "Switched off"), ("no-factor", "Role, but no second step"), ("never", "Never signed in")],
        empty_label="All",
        method="in_state",
    )

    def named(self, people: "QuerySet[ListedUser]", name: str, value: str) -> "QuerySet[ListedUser]":
        for word in value.split():
            people = people.filter(Q(email__icontains=word) | Q(name__icontains=word))
        return people

    def with_role(self, people: "QuerySet[ListedUser]", name: str, value: str) -> "QuerySet[ListedUser]":
        if value == "team":
            return people.filter(is_in_team=True)
        if value == "none":
            return people.filter(is_in_team=False, **dict.fromkeys(SiteRole.values, False))
        return people.filter(**{value: True})

    def in_state(self, people: "QuerySet[ListedUser]", name: str, value: str) -> "QuerySet[ListedUser]":
        if value == "off":
            return people.filter(is_active=False)
        if value == "never":
            return people.filter(last_login=None)
        lacking: Any = people  # the type doesn't know what accounts/second_factor.py adds
        return lacking.filter(lacks_second_factor=True)


class RolesField(forms.MultipleChoiceField):
    """A set of SiteRoles."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Roles on this site",
            choices=[(role.value, words) for role, words in ROLE_HELP.items()],
            widget=forms.CheckboxSelectMultiple,
            **options,
        )

    def clean(self, value: Any) -> frozenset[SiteRole]:
        return frozenset(SiteRole(each) for each in super().clean(value))


class RolesForm(forms.Form):
    """The roles of one person."""

    roles = RolesField(required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, initial={"roles": [role.value for role in roles_of(user)]})


class InviteForm(forms.Form):
    """Somebody who should have a role here."""

    email = forms.EmailField(label="Email address", max_length=254)
    name = forms.CharField(label="Name", max_length=150, required=False)
    roles = RolesField(error_messages={"required": "Choose at least one role."})

    def clean_name(self) -> str:
        """On one line, because it goes into mails."""
        return " ".join(self.cleaned_data["name"].split())
