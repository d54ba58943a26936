"""Who may do what with reviews. For moderators: `accounts.moderate` in accounts/permissions.py."""

import rules

from listings.models import Role
from listings.permissions import has_role

# On a practice or a review: people who edit the listing answer for the clinic and hand out its codes.
rules.add_perm("reviews.reply", has_role(Role.EDITOR))
rules.add_perm("reviews.make_codes", has_role(Role.EDITOR))
