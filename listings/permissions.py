"""What members of a practice's team may do, by role: the rules behind every page for staff.

`has_perm("listings.edit_listing", location)` takes a practice, or a row that belongs to one through
`practice` or `location`. Admins may do everything (they are superusers).
"""

import rules
from django.db.models import Model

from accounts.models import User
from listings.models import Claim, Membership, Role
from providers.models import Location, Practice

AT_LEAST = {
    Role.VIEWER: frozenset({Role.VIEWER, Role.EDITOR, Role.OWNER}),
    Role.EDITOR: frozenset({Role.EDITOR, Role.OWNER}),
    Role.OWNER: frozenset({Role.OWNER}),
}


def practice_id_of(row: Model) -> int:
    """The practice that the row is, or to which it belongs through `practice` or `location`."""
    if isinstance(row, Practice):
        return row.pk
    if hasattr(row, "practice_id"):
        return row.practice_id
    location: Location = row.location  # type: ignore[attr-defined]  # what rules are asked about has one
    return location.practice_id


def role_in(user: User, row: Model) -> Role | None:
    """The user's role in the team of the practice of `row`; None for outsiders."""
    role = Membership.objects.filter(user=user.pk, practice=practice_id_of(row)).values_list(
        "role", flat=True
    )
    return next((Role(value) for value in role), None)


def has_role(least: Role) -> rules.predicates.Predicate:
    @rules.predicate(f"is_at_least_{least.value}")
    def has_it(user: User, row: Model | None) -> bool:
        return row is not None and user.is_active and role_in(user, row) in AT_LEAST[least]

    return has_it


@rules.predicate
def is_claimant(user: User, claim: Claim | None) -> bool:
    return claim is not None and user.is_active and claim.user_id == user.pk


rules.add_perm("listings.own_claim", is_claimant)
rules.add_perm("listings.view_listing", has_role(Role.VIEWER))
rules.add_perm("listings.edit_listing", has_role(Role.EDITOR))
rules.add_perm("listings.manage_team", has_role(Role.OWNER))
