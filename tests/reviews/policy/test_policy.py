"""The policy: what everybody can read about how we decide."""

import re

import pytest
from django.urls import reverse

from content.honesty.readability import grade_level
from content.honesty.sentences import Sentence
from reviews.models import Reason
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


def test_the_policy_names_every_reason_in_plain_english(client):
    page = client.get(reverse("review-policy")).content.decode()
    for reason in Reason:
        if reason not in (Reason.NO_CHANGE, Reason.COURT_ORDER):
            assert reason.label in page
    text = [
        Sentence(text=sentence, line=1, kind="p")
        for element in Page(page.partition('class="prose"')[2].partition("</main>")[0]).elements
        if element.tag in ("p", "li", "dd")
        for sentence in re.split(r"(?<=[.!?:])\s+", element.text)
    ]
    assert len(text) > 60
    assert grade_level(text) <= 9
