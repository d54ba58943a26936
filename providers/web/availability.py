"""Whether a place takes new patients, and how soon."""

from providers.web import words


def new_patients(accepting: bool | None, wait_weeks: int | None) -> str:
    """ "Yes; first visit in about 3 weeks", "Not now"; empty if it is not known."""
    if accepting is None:
        return ""
    if not accepting:
        return "Not now"
    if wait_weeks is None:
        return "Yes; wait not known"
    wait = "this week" if wait_weeks == 0 else f"in about {words.count(wait_weeks, 'week')}"
    return f"Yes; first visit {wait}"
