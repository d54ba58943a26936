"""Who may do what with reviews. Moderators: accounts/permissions.py (`accounts.moderate`)."""

import rules

from listings.models import Role
from listings.permissions import has_role

# On a practice, or on a review: whoever keeps the listing answers for the clinic, and hands out its codes.
rules.add_perm("reviews.reply", has_role(Role.EDITOR))
rules.add_perm("reviews.make_codes", has_role(Role.EDITOR))
