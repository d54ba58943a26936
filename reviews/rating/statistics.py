"""The arithmetic of reviews (domain, "Reviews: design").

- `ranking_score`: what search sorts by, (C * m + sum) / (C + n), with C = 10 and m the site's mean. Few
  reviews pull a place towards the mean, so two raves don't outrank eighty good ones.
- `wilson_lower_bound`: the lower end of the 95% Wilson score interval of a share (E. B. Wilson, 1927).
- `Display`: how much of a score so many reviews allow to show.
"""

import math
from enum import StrEnum

from providers.search.ranking import PRIOR_REVIEWS
from providers.web.reviews_line import MIN_FOR_SCORE, MIN_FOR_SETTLED_SCORE

Z_95 = 1.96  # the 97.5th percentile of the normal distribution, as the design rounds it


class Display(StrEnum):
    NONE = "none"  # no review
    REVIEWS_ALONE = "alone"  # under 5: no average
    EARLY = "early"  # 5 to 9: "early score"
    SETTLED = "settled"  # 10 and more: score with distribution


def display_of(number: int) -> Display:
    if not number:
        return Display.NONE
    if number < MIN_FOR_SCORE:
        return Display.REVIEWS_ALONE
    return Display.EARLY if number < MIN_FOR_SETTLED_SCORE else Display.SETTLED


def ranking_score(total: float, number: int, site_mean: float) -> float:
    """`total` is the sum of the overall scores of `number` reviews; the site's mean without any."""
    return (PRIOR_REVIEWS * site_mean + total) / (PRIOR_REVIEWS + number)


def wilson_lower_bound(successes: int, number: int) -> float:
    """0 to 1; 0 without observations."""
    if not number:
        return 0.0
    share, spread = successes / number, Z_95**2 / number
    middle = share + spread / 2
    margin = Z_95 * math.sqrt((share * (1 - share) + spread / 4) / number)
    return max(0.0, (middle - margin) / (1 + spread))
