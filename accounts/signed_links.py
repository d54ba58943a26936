"""How far the clocks of a site's machines may differ: a link that one signs must work at another."""

from datetime import timedelta

# A link works that much longer than it says, and from that long before it was made.
MAX_CLOCK_SKEW = timedelta(minutes=5)
