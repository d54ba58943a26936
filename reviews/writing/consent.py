"""What authors agree to before they send a review: consent to publish data about health (RCW 19.373.030).

A wording that was ever used stays here under its day, because reviews are kept with the day of theirs.
"""

from typing import Any

from django.utils import timezone

WORDINGS = {
    "2026-11-30": "I am 18 or older, and I agree that this site publishes my review for everybody to read: "
    "my words, "
    "scores and answers, which service I had, and the month and year of my care. I know that people at the "
    "clinic may "
    "recognize me. I can withdraw this at any time by deleting the review.",
}
CURRENT = max(WORDINGS)


def consent_fields() -> dict[str, Any]:
    """The consent that was given just now, as columns of Review."""
    return {"consented_at": timezone.now(), "consent_wording": CURRENT}
