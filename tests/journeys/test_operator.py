"""The operator of a new site says who they are, publishes the guides, names a reviewer and answers a request.

Served from the test's own database, as the journeys of staff are.
"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.models import GuideVersion, Origin, Status
from directory.models import HealthDataRequest
from directory.models.health_data import due_after
from tests.cast import make_user
from tests.content.factories import make_draft
from tests.journeys.test_staff_changes import expect_fits_and_is_accessible

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("vocabulary")]


@pytest.fixture
def page(page_of) -> Page:
    """The dashboard of an admin of a new site."""
    page = page_of(make_user(is_superuser=True, is_staff=True, second_factor=True))
    page.goto("/staff/")
    return page


def test_the_details_of_the_site_are_filled_in_from_the_checklist(page):
    expect_fits_and_is_accessible(page)
    page.get_by_role("link", name="Site details missing").click()
    expect_fits_and_is_accessible(page)
    page.get_by_role("link", name="Ownership").click()
    expect_fits_and_is_accessible(page)
    page.get_by_label("Who owns this site?").fill("Ana Ruiz owns it.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto("/about/")
    expect(page.get_by_text("Ana Ruiz owns it.")).to_be_visible()
    expect(page.get_by_text("has not yet said who they are")).to_be_visible()


def test_guides_are_published_in_one_step_and_a_reviewer_is_named(page):
    for slug in ("one", "two"):
        make_draft(slug, title=f"Guide {slug}", status=Status.IN_REVIEW, origin=Origin.SHIPPED)
    page.goto("/staff/guides/")
    expect_fits_and_is_accessible(page)
    page.get_by_role("button", name="Publish all 2").click()
    expect(page.get_by_role("status")).to_contain_text("2 guides published.")
    page.get_by_role("link", name="Authors and reviewers").click()
    expect_fits_and_is_accessible(page)
    page.get_by_role("link", name="Add a person").click()
    expect_fits_and_is_accessible(page)
    page.get_by_label("Name").fill("Maya Lind")
    page.get_by_label("Credentials").fill("MD")
    page.get_by_label("Declaration of interests").fill("None to declare.")
    page.get_by_role("button", name="Save").click()
    version = GuideVersion.objects.get(guide__slug="one")
    page.goto(f"/staff/guides/{version.pk}/review/")
    expect_fits_and_is_accessible(page)
    page.get_by_label("Who reviewed it?").select_option("Maya Lind, MD")
    page.get_by_label(re.compile("This person read exactly this text")).check()
    page.get_by_role("button", name="Record the review").click()
    page.goto("/guides/one/")
    expect(page.get_by_text("Maya Lind, MD")).to_be_visible()
    page.goto("/guides/two/")
    expect(page.get_by_text("not yet reviewed by a clinician")).to_be_visible()


def test_a_privacy_request_is_answered(page):
    HealthDataRequest.objects.create(
        kind="access", email="ana@example.com", state="open", due_on=due_after(timezone.localdate())
    )
    page.goto("/staff/privacy-requests/")
    expect_fits_and_is_accessible(page)
    expect(page.get_by_text("45 days left")).to_be_visible()
    page.get_by_role("link", name=re.compile("Tell me whether")).click()
    expect_fits_and_is_accessible(page)
    page.get_by_label("We hold nothing for this address").check()
    page.get_by_label("Your answer").fill("There is nothing for this address.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_contain_text("Your answer is on its way.")
    page.get_by_role("link", name="Answered").click()
    expect(page.get_by_role("link", name=re.compile("Tell me whether"))).to_be_visible()
