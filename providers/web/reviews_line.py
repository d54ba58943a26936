"""What reviews say, in one line; a score is shown only when there are enough of them."""

from decimal import Decimal

from providers import words
from providers.search.ranking import MIN_FOR_SCORE

# Below this many reviews there is no average; below the second it is an early score (domain, "Display").
MIN_FOR_SETTLED_SCORE = 10


def reviews_line(average: Decimal | float | None, number: int) -> str:
    """ "No reviews yet", "3 reviews, too few for a score", "Early score 4.6 of 5, 7 reviews"."""
    if not number or average is None:
        return "No reviews yet"
    reviews = words.count(number, "review")
    if number < MIN_FOR_SCORE:
        return f"{reviews}, too few for a score"
    score = f"{average:.1f} of 5, {reviews}"
    return score if number >= MIN_FOR_SETTLED_SCORE else f"Early score {score}"
