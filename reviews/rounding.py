"""Numbers that everybody may see are rounded where one more would tell that something has just happened."""

STEP = 5


def rounded_down_to_fives(number: int) -> int:
    return number // STEP * STEP
