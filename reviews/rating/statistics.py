"""The arithmetic of reviews (domain, "Reviews: design").

- `wilson_lower_bound`: the lower end of the 95% Wilson score interval of a share (E. B. Wilson, 1927).
- `Display`: how much of a score can be shown with so many reviews.

What search sorts by is in providers/search/ranking.py.
"""

import math
from enum import StrEnum

from providers.search.ranking import MIN_FOR_SCORE
from providers.web.reviews_line import MIN_FOR_SETTLED_SCORE

Z_95 = 1.96  # the 97.5th percentile of the normal distribution, rounded as in the design


class Display(StrEnum):
    NONE = "none"  # no review
    REVIEWS_ALONE = "alone"  # under 5: no average
    EARLY = "early"  # 5 to 9: "early score"
    SETTLED = "settled"  # 10 and more: score with distribution


def display_of(number: int) -> Display:
    """What is shown with `number` reviews."""
    if not number:
        return Display.NONE
    if number < MIN_FOR_SCORE:
        return Display.REVIEWS_ALONE
    return Display.EARLY if number < MIN_FOR_SETTLED_SCORE else Display.SETTLED


def wilson_lower_bound(successes: int, number: int) -> float:
    """0 to 1; 0 without observations."""
    if not number:
        return 0.0
    share, spread = successes / number, Z_95**2 / number
    middle = share + spread / 2
    margin = Z_95 * math.sqrt((share * (1 - share) + spread / 4) / number)
    return max(0.0, (middle - margin) / (1 + spread))
