"""Reviews that wait, two moderators and an owner for the browser, as JSON for the test that starts this.

Run as `python -m tests.staff_journeys.moderation_people` with the settings of the site.
"""

import json
import os
import sys
from datetime import UTC, datetime

import django

DECIDED = {"decided_at": datetime(2026, 11, 1, 12, tzinfo=UTC), "email": ""}


def make_rows() -> dict[str, str]:
    """Session keys ("as ...") and addresses of pages."""
    # Models can be imported only after django.setup().
    from django.urls import reverse  # noqa: PLC0415

    from reviews.models import State  # noqa: PLC0415
    from tests.cast import join, make_user  # noqa: PLC0415
    from tests.factories import make_location, make_practice  # noqa: PLC0415
    from tests.reviews.factories import (  # noqa: PLC0415
        make_appeal,
        make_reader_report,
        make_reply,
        make_review,
        make_takedown,
    )
    from tests.staff_journeys.sessions import session_of  # noqa: PLC0415

    first, second = (
        make_user(f"moderator{number}@example.com", second_factor=True, is_moderator=True)
        for number in (1, 2)
    )
    owner = make_user("reviews-owner@example.com")
    location = make_location(practice=make_practice(name="Birch TMS"), name="Birch TMS")
    join(owner, location.practice)
    good = make_review(location, email="ana@example.com", text=f"Call 312-555-0123. {'All went well. ' * 5}")
    bad = make_review(location, email="ben@example.com", text="They never called me back, not once. " * 3)
    third = make_review(location)
    fourth, fifth = make_review(location), make_review(location)
    elsewhere = make_location(name="Oak TMS")
    approved = make_review(elsewhere, state=State.APPROVED, approved_by=first)
    twice, _ = (make_review(elsewhere, code_key="k" * 32) for _ in range(2))
    decided = make_appeal(make_review(elsewhere, state=State.REMOVED), state="refused", **DECIDED)
    published = make_review(elsewhere, state=State.PUBLISHED)
    return {
        "as moderator": session_of(first),
        "as other": session_of(second),
        "as owner": session_of(owner),
        "queue": reverse("moderation"),
        "replies": reverse("moderate-replies"),
        "appeals": reverse("moderate-appeals"),
        "reports": reverse("moderate-reports"),
        "takedowns": reverse("moderate-takedowns"),
        "log": reverse("decision-log"),
        "third": reverse("moderate-review", args=[third.pk]),
        "fourth": reverse("moderate-review", args=[fourth.pk]),
        "fifth": reverse("moderate-review", args=[fifth.pk]),
        "approved review": reverse("moderate-review", args=[approved.pk]),
        "review with a code that came twice": reverse("moderate-review", args=[twice.pk]),
        "decided appeal": reverse("decide-appeal", args=[decided.pk]),
        "review": reverse("moderate-review", args=[good.pk]),
        "one report": reverse("decide-report", args=[make_reader_report(published).pk]),
        "one notice": reverse("decide-takedown", args=[make_takedown(published).pk]),
        "one reply": reverse("moderate-reply", args=[make_reply(published).pk]),
        "one appeal": reverse(
            "decide-appeal", args=[make_appeal(make_review(elsewhere, state=State.DECLINED)).pk]
        ),
        "policy": reverse("review-policy"),
        "ledger": reverse("review-ledger"),
        "report a review": reverse("report-review", args=[published.public_id]),
        "send a notice": reverse("takedown-notice", args=[published.public_id]),
        "reply": reverse("reply", args=[good.public_id]),
        "fourth-reply": reverse("reply", args=[fourth.public_id]),
        "reviews": reverse("review-list", args=[location.pk]),
        "declined": str(bad.pk),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
    django.setup()
    sys.stdout.write(json.dumps(make_rows()))
