"""What is new: noted by triggers for practices with a team, and decided with one press."""

import pytest
from django.urls import reverse

from listings.editor.saving import save_section
from listings.editor.statuses import take_step
from listings.models import NewItem
from listings.news.deciding import AlreadyDecided, decide
from providers.models import Photo
from tests.cast import join, make_user
from tests.factories import make_location
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = make_user("admin@example.com", second_factor=True, is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def owner():
    return make_user("owner@example.com")


def kept(owner, **fields):
    place = make_location(**fields)
    join(owner, place.practice)
    return place


def kinds():
    return list(NewItem.objects.filter(decision="").values_list("kind", flat=True))


def add_photo(place):
    return Photo.objects.create(
        location=place, key="k" * 32, alternative_text="A room", width=480, height=320
    )


def press(client, item, do):
    return client.post(reverse("decide-news", args=[item.pk]), {"do": do})


def test_a_place_that_a_team_publishes_for_the_first_time_is_news_once(owner):
    place = kept(owner, status="draft")
    take_step(location=place, step="publish", user=owner)
    assert kinds() == ["publication"]
    take_step(location=place, step="unpublish", user=owner)
    take_step(location=place, step="publish", user=owner)
    assert kinds() == ["publication"]


def test_what_nobody_keeps_is_no_news(admin):
    place = make_location(status="draft")
    take_step(location=place, step="publish", user=admin)
    place.name = "Another name"
    place.save()
    add_photo(place)
    assert kinds() == []


def test_names_and_photos_are_news(owner):
    place = kept(owner, name="Harbor TMS")
    save_section(
        location=place, section="contact", values={"name": "Harbor Center"}, user=owner, is_checked=True
    )
    place.practice.name = "Harbor Group"
    place.practice.save()
    add_photo(place)
    assert kinds() == ["place-name", "practice-name", "photo"]
    item = NewItem.objects.get(kind="place-name")
    assert (item.before, item.after) == ("Harbor TMS", "Harbor Center")


def test_a_draft_changes_its_name_without_news(owner):
    place = kept(owner, status="draft")
    place.name = "Another name"
    place.save()
    assert kinds() == []


def test_fine_leaves_it_as_it_is(client, admin, owner):
    place = kept(owner, status="draft")
    take_step(location=place, step="publish", user=owner)
    item = NewItem.objects.get()
    assert press(client, item, "fine").url == reverse("news")
    item.refresh_from_db()
    place.refresh_from_db()
    assert (item.decision, item.decided_by, place.status) == ("fine", admin, "published")
    assert kinds() == []
    with pytest.raises(AlreadyDecided):
        decide(item, NewItem.Decision.TAKEN_OFF, by=admin)


def test_taking_off_unpublishes_a_place_removes_a_photo_and_puts_names_back(client, admin, owner):
    place = kept(owner, status="draft", name="Harbor TMS")
    take_step(location=place, step="publish", user=owner)
    save_section(location=place, section="contact", values={"name": "CALL NOW"}, user=owner, is_checked=True)
    before = place.practice.name
    place.practice.name = "BUY HERE"
    place.practice.save()
    add_photo(place)
    for item in NewItem.objects.filter(decision="").order_by("-pk"):
        press(client, item, "take-off")
    place.refresh_from_db()
    place.practice.refresh_from_db()
    assert (place.status, place.name, place.practice.name) == ("draft", "Harbor TMS", before)
    assert not Photo.objects.exists()
    assert kinds() == []
    assert NewItem.objects.filter(decision="taken-off").count() == 4


def test_a_name_that_was_changed_again_is_left_alone(client, admin, owner):
    place = kept(owner, name="Harbor TMS")
    for name in ("CALL NOW", "Harbor Center"):
        save_section(location=place, section="contact", values={"name": name}, user=owner, is_checked=True)
    press(client, NewItem.objects.order_by("pk").first(), "take-off")
    place.refresh_from_db()
    assert place.name == "Harbor Center"


def test_the_queue_is_paginated_filtered_and_needs_few_queries(
    client, admin, owner, django_assert_max_num_queries
):
    for number in range(21):
        place = kept(owner, name=f"Place {number}", status="draft")
        take_step(location=place, step="publish", user=owner)
    add_photo(place)
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("news")).content)
    assert "Page 1 of 2" in page.text
    assert page.one("form", **{"data-key": "f"})
    only = Page(client.get(reverse("news"), {"kind": "photo"}).content)
    assert only.one("img")["alt"] == "A room"
