"""Filling in and sending the form for a review as a visitor does, and following the links in mails."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from providers.models import Location
from reviews.models import Review
from tests.jobs import mails, run_jobs

# What a browser sends with a form of our own page.
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
TEXT = "The staff explained every step, and the sessions began on time. I felt at ease from the first day on."


def filled_in(**changes: Any) -> dict[str, Any]:
    """What a patient types; `changes` by field, with "_" for "-"."""
    values = {
        "relationship": "patient",
        "service": "both",
        "care_month": "3",
        "care_year": "2026",
        "overall": "4",
        "would_choose_again": "yes",
        "text": TEXT,
        "email": "ana@example.com",
        "consent": "on",
        "first-appointment": "4",
        "shared-plan": "3",
        "cost": "5",
    }
    return {**values, **changes}


def send(client: Client, location: Location, **changes: Any) -> Any:
    url = reverse("write-review", args=[location.pk])
    return client.post(url, filled_in(**changes), headers=FROM_HERE)


def link_in_mail(to: str = "ana@example.com", number: int = 0) -> str:
    """The path of a link in the newest mail to the address."""
    return re.findall(r"https?://[^/\s]+(/reviews/[^\s]+)", mails(to)[-1].text)[number]


def press(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, data, headers=FROM_HERE)


def ask_for_links(client: Client, location: Location, email: str = "ana@example.com") -> Any:
    """As an author does; a worker then mails the links."""
    response = press(client, reverse("edit-review-request", args=[location.pk]), email=email)
    run_jobs()
    return response


def send_and_confirm(client: Client, location: Location, **changes: Any) -> Review:
    """A review that waits for a moderator."""
    response = send(client, location, **changes)
    assert response.status_code == 302, response.content.decode()
    press(client, link_in_mail(changes.get("email", "ana@example.com")))
    return Review.objects.latest("pk")
