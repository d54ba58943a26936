"""The operator publishes guides in one step, and names who reviewed which."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import GuideVersion, Origin, Person, Status
from content.shipped import loading
from content.shipped.files import shipped_guides
from tests.cast import make_cast
from tests.content.factories import make_draft, make_live, make_person
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(make_cast().admin)
    return client


def test_a_new_site_publishes_all_shipped_guides_in_one_step(admin, vocabulary):
    loading.load_content(shows_demo=False, say=lambda line: None)
    count = len(shipped_guides())
    page = Page(admin.get("/staff/guides/").content)
    assert any(button.text == f"Publish all {count}" for button in page.all("button"))
    assert not GuideVersion.objects.live().exists()
    done = Page(admin.post("/staff/guides/publish/", follow=True).content)
    assert f"{count} guides published." in done.text
    assert GuideVersion.objects.live().count() == count
    assert "Ready to publish" not in done.text
    guide = Page(admin.get("/guides/what-is-tms/").content).text
    assert "Written from the sources listed; not yet reviewed by a clinician." in guide


def test_a_guide_with_findings_stays_and_the_page_says_so(admin):
    make_draft(body="About 56% got well.\n", status=Status.IN_REVIEW, origin=Origin.SHIPPED)
    page = Page(admin.post("/staff/guides/publish/", follow=True).content)
    assert "What is TMS?: not published, because the check has findings." in page.text
    assert not GuideVersion.objects.live().exists()


def review_url(version: GuideVersion) -> str:
    return f"/staff/guides/{version.pk}/review/"


def test_a_reviewer_with_credentials_and_interests_is_recorded_and_named(admin):
    version, today = make_live(), timezone.localdate()
    maya = make_person("maya-lind", interests="None to declare.")
    values = {"reviewer": maya.pk, "reviewed_on": f"{today}", "agreed": "on"}
    assert admin.post(review_url(version), values).url == "/staff/guides/"
    assert f"reviewed {today:%B} {today.day}, {today.year}" in Page(admin.get("/staff/guides/").content).text
    assert "Reviewed by Maya Lind, MD" in Page(admin.get("/guides/what-is-tms/").content).text
    admin.post(review_url(version), {"action": "forget"})
    assert "not yet reviewed by a clinician" in Page(admin.get("/guides/what-is-tms/").content).text


@pytest.mark.parametrize(
    ("person", "change", "words"),
    [
        ({"interests": ""}, {}, "Select a valid choice"),
        ({"credentials": ""}, {}, "Select a valid choice"),
        ({}, {"agreed": ""}, "Readers rely on this"),
        ({}, {"reviewed_on": f"{timezone.localdate() + timedelta(days=2)}"}, "still to come"),
        ({}, {"reviewed_on": f"{timezone.localdate() - timedelta(days=2)}"}, "The text was written later"),
        ({}, {"reviewed_on": "soon"}, "Enter a valid date"),
    ],
)
def test_a_review_that_nobody_could_rely_on_is_not_recorded(admin, person, change, words):
    version = make_live()
    maya = make_person("maya-lind", **{"interests": "None to declare.", **person})
    values = {"reviewer": maya.pk, "reviewed_on": f"{timezone.localdate()}", "agreed": "on"}
    response = admin.post(review_url(version), values | change)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not version.contributions.filter(contribution="reviewer").exists()


def test_people_are_added_and_changed_and_keep_their_address(admin):
    values = {"name": "María Peña", "credentials": "MD", "role": "Psychiatrist", "bio": "", "interests": ""}
    for _ in range(2):
        assert admin.post("/staff/guides/people/add/", values).url == "/staff/guides/people/"
    assert sorted(Person.objects.values_list("slug", flat=True)) == ["maria-pena", "maria-pena-2"]
    person = Person.objects.get(slug="maria-pena")
    page = Page(admin.get("/staff/guides/people/").content)
    assert "the declaration of interests is missing" in page.text
    address = f"/staff/guides/people/{person.pk}/"
    admin.post(address, values | {"name": "M. Peña", "interests": "None."})
    person.refresh_from_db()
    assert (person.slug, person.name, person.interests) == ("maria-pena", "M. Peña", "None.")
    assert "Can be named as a reviewer." in Page(admin.get("/staff/guides/people/").content).text
    assert admin.post(address, values | {"name": ""}).status_code == 400
