"""The dashboard: what needs doing now, the most urgent first, in eight queries however long it is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Claim, HeldChange, Invitation, Report, Role
from providers.models import Location
from tests.cast import join, make_cast, make_user
from tests.factories import confirm, make_location, make_practice
from tests.page_reading import Page
from tests.reviews.factories import make_review

pytestmark = pytest.mark.django_db


def dashboard(client, user, **query):
    client.force_login(user)
    return Page(client.get(reverse("staff"), query).content)


def names(page):
    return [element.text for element in page.elements if element.tag == "h3"]


def report(location):
    Report.objects.create(location=location, kind="other", reporter="a")


def hold(location):
    HeldChange.objects.create(location=location, before={}, after={"phone": "+13125550199"})


def test_the_most_urgent_comes_first(client):
    practice = make_practice()
    owner = make_user()
    join(owner, practice)
    ages = {"Due": 61, "Out of searches": 130, "Badge": 95, "Fine": 1, "Held": 2, "Reported": 3, "Doubted": 4}
    places = {
        name: make_location(name=name, practice=practice, confirmed_days_ago=days)
        for name, days in ages.items()
    }
    make_location(name="Draft", practice=practice, status=Location.Status.DRAFT)
    make_location(name="Gone", practice=practice, status=Location.Status.REMOVED)
    make_location(name="Not mine")
    hold(places["Held"])
    report(places["Reported"])
    Location.objects.filter(pk=places["Doubted"].pk).update(doubted_at=timezone.now())
    page = dashboard(client, owner)
    assert names(page) == [
        "Doubted",
        "Reported",
        "Out of searches",
        "Badge",
        "Due",
        "Draft",
        "Held",
        "Fine",
    ]
    assert "7 of 8 listings need something" in page.text


def test_each_says_what_it_needs(client):
    cast = make_cast(make_location(confirmed_days_ago=95))
    report(cast.location)
    report(cast.location)
    hold(cast.location)
    text = dashboard(client, cast.owner).text
    assert "2 reports say that something is wrong." in text
    assert "Marked as not confirmed for 95 days. In 25 days most searches leave it out." in text
    assert "1 change waits for our check." in text


def test_sections_that_are_due_stand_there_with_what_they_say_and_one_tap(client):
    cast = make_cast(make_location(confirmed_days_ago=70))
    confirm(cast.location, "services", "programs", days_ago=3)
    page = dashboard(client, cast.editor)
    due = [button["value"] for button in page.elements if button.tag == "button" and button.get("name")]
    assert due == ["contact", "insurance", "availability"]
    assert "(312) 555-0123" in page.text
    assert page.text.count("Confirmed 3 days ago by the clinic") == 2  # all dates are there
    client.post(
        reverse("confirm-section", args=[cast.location.pk]), {"section": "contact", "next": "/staff/"}
    )
    page = dashboard(client, cast.editor)
    assert "Confirmed today by the clinic" in page.text


def test_a_doubted_listing_offers_its_contact_section_though_it_is_not_due(client):
    cast = make_cast(make_location(confirmed_days_ago=1))
    Location.objects.filter(pk=cast.location.pk).update(doubted_at=timezone.now())
    page = dashboard(client, cast.owner)
    assert page.one("button", name="section")["value"] == "contact"


def test_a_viewer_sees_it_without_buttons(client):
    cast = make_cast(make_location(confirmed_days_ago=95))
    page = dashboard(client, cast.viewer)
    assert "Marked as not confirmed" in page.text
    assert not [element for element in page.elements if element.get("name") == "section"]


def test_nothing_to_do_is_said(client):
    cast = make_cast(make_location(confirmed_days_ago=1))
    assert "Nothing has to be done: the listing is up to date." in dashboard(client, cast.owner).text


def test_unfinished_sections_are_named_with_a_link_to_complete_them(client):
    cast = make_cast(make_location(confirmed_days_ago=1, about="A calm place.", accepting_new_patients=False))
    page = dashboard(client, cast.owner)
    assert "Unfinished: contact and address, services and devices" in page.text
    assert "about" not in page.text.partition("Unfinished: ")[2].partition(".")[0]
    assert page.link("Complete it")["href"] == reverse("listing", args=[cast.location.pk])


def test_somebody_without_a_practice_is_told_what_to_do(client):
    assert "You are in no practice’s team yet." in dashboard(client, make_user()).text


def test_moderators_and_admins_see_their_queues_and_are_not_sent_to_find_a_practice(client):
    cast = make_cast()
    make_review(state="waiting")
    report(cast.location)
    moderator, admin = dashboard(client, cast.moderator), dashboard(client, cast.admin)
    for page in (moderator, admin):
        assert "Reviews to moderate: 1 " in page.text
        assert "You are in no practice’s team" not in page.text
    assert "Reports of wrong information: 1 " in admin.text
    assert not moderator.has_link("Reports of wrong information")
    assert not dashboard(client, cast.owner).has_link("Reviews to moderate")


def test_the_navigation_tells_the_present_page_from_the_part_that_a_page_is_in(client):
    cast = make_cast()
    assert dashboard(client, cast.owner).link("Dashboard")["aria-current"] == "page"
    within = Page(client.get(reverse("team", args=[cast.practice.pk])).content)
    assert within.link("Dashboard")["aria-current"] == "true"


def test_a_practice_without_a_listing_is_no_error(client):
    owner = make_user()
    join(owner, make_practice())
    assert "This practice has no listing yet." in dashboard(client, owner).text


def test_practices_with_many_locations_have_pages(client):
    practice = make_practice()
    owner = make_user()
    join(owner, practice)
    for number in range(12):
        make_location(name=f"Place {number:02}", practice=practice, confirmed_days_ago=100 - number)
    assert names(dashboard(client, owner)) == [f"Place {number:02}" for number in range(10)]
    for page in ("2", "99"):
        assert names(dashboard(client, owner, page=page)) == ["Place 10", "Place 11"]
    assert len(names(dashboard(client, owner, page="x"))) == 10


def test_one_of_several_practices_can_be_looked_at_alone(client):
    owner = make_user()
    places = [make_location(name=name) for name in ("North", "South")]
    for place in places:
        join(owner, place.practice)
    assert sorted(names(dashboard(client, owner))) == ["North", "South"]
    assert names(dashboard(client, owner, practice=places[1].practice_id)) == ["South"]
    other = make_location(name="Not mine")
    assert sorted(names(dashboard(client, owner, practice=other.practice_id))) == ["North", "South"]


def test_invitations_and_claims_without_an_end_are_named(client):
    cast = make_cast()
    ends = timezone.now() + timedelta(days=3)
    common = {"role": Role.EDITOR, "expires_at": ends}
    Invitation.objects.create(practice=cast.practice, email="new@example.com", secret_hash="a", **common)
    other = make_practice(name="Other Practice")
    Invitation.objects.create(practice=other, email=cast.owner.email.upper(), secret_hash="b", **common)
    Invitation.objects.create(
        practice=other, email="x@example.com", secret_hash="c", role=Role.OWNER, expires_at=timezone.now()
    )
    elsewhere = make_location(practice=make_practice(name="Third Practice"))
    Claim.objects.create(
        practice=elsewhere.practice, location=elsewhere, user=cast.owner, position="x", method="phone"
    )
    text = dashboard(client, cast.owner).text
    assert "new@example.com has not answered the invitation" in text
    assert "Other Practice invited you" in text
    assert "as editor" in text
    assert "Your claim to Third Practice" in text
    assert "x@example.com" not in text
    assert "new@example.com" not in dashboard(client, cast.viewer).text


@pytest.mark.parametrize("person", ["owner", "admin"])
def test_it_takes_eight_queries_with_one_listing_and_with_many(client, person, django_assert_max_num_queries):
    cast = make_cast()
    join(cast.admin, cast.practice)
    user = getattr(cast, person)
    client.force_login(user)
    client.get(reverse("privacy"))  # a process asks once whether it shows demo data
    with django_assert_max_num_queries(8):
        client.get(reverse("staff"))
    for number in range(15):
        place = make_location(practice=cast.practice, confirmed_days_ago=50 + number * 5)
        report(place)
        hold(place)
    with django_assert_max_num_queries(8):
        client.get(reverse("staff"))


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(reverse("staff")).url == f"{reverse('account_login')}?next=/staff/"


def test_admins_see_how_much_waits_and_where(client, django_assert_max_num_queries):
    cast = make_cast(make_location(confirmed_days_ago=1))
    Claim.objects.create(
        practice=cast.practice, location=cast.location, user=cast.patient, position="x", method="phone"
    )
    hold(cast.location)
    report(cast.location)
    make_location(name="Lonely", confirmed_days_ago=100)
    client.force_login(cast.admin)
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("admin-queue")).content)
    for line in ("Claims: 1", "Changes held back: 1", "Reports of wrong information: 1"):
        assert line in page.text
    assert "Listings nobody keeps: 1" in page.text


def test_listings_that_nobody_keeps_appear_at_ninety_days_with_the_longest_first(
    client, django_assert_max_num_queries
):
    cast = make_cast(make_location(name="Kept", confirmed_days_ago=200))
    for name, days in (("Ninety", 90), ("Hundred", 100), ("Eighty-nine", 89)):
        make_location(name=name, confirmed_days_ago=days)
    viewed = make_location(name="Only viewed", confirmed_days_ago=95)
    join(cast.patient, viewed.practice, Role.VIEWER)
    make_location(name="Closed", confirmed_days_ago=99, status=Location.Status.CLOSED)
    client.force_login(cast.admin)
    with django_assert_max_num_queries(8):
        text = Page(client.get(reverse("nobody-keeps")).content).text
    assert text.index("Hundred") < text.index("Only viewed") < text.index("Ninety")
    for absent in ("Kept", "Eighty-nine", "Closed"):
        assert f"{absent}, Chicago" not in text


@pytest.mark.parametrize("name", ["admin-queue", "report-queue", "nobody-keeps"])
@pytest.mark.parametrize("person", ["owner", "moderator", "patient"])
def test_the_queues_of_admins_are_theirs_alone(client, name, person):
    client.force_login(getattr(make_cast(), person))
    assert client.get(reverse(name)).status_code == 403
