"""The link in a reminder: confirms without signing in, once, for one member, and only by its button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from listings.models import Membership, Role
from listings.models.history import ConfirmationEvent
from listings.upkeep.mail_links import VALID_FOR, link_for, make_token
from providers.models import Confirmation, Location, Section
from tests.cast import make_cast
from tests.factories import confirm, make_location

pytestmark = pytest.mark.django_db
HERE = {"headers": {"sec-fetch-site": "same-origin"}}


@pytest.fixture
def cast():
    return make_cast(make_location(name="Lakeview TMS", confirmed_days_ago=70))


def address(cast, person="editor", *, sent_days_ago=0):
    member = Membership.objects.get(user=getattr(cast, person), practice=cast.practice)
    location = Location.objects.get(pk=cast.location.pk)
    sent = timezone.localdate() - timedelta(days=sent_days_ago)
    return reverse("confirm-by-mail", args=[make_token(location, member, today=sent)])


def press(client, path, *sections):
    return client.post(path, {"section": list(sections or Section.values)}, **HERE)


def confirmed_today(cast):
    rows = Confirmation.objects.filter(location=cast.location, confirmed_on=timezone.localdate())
    return set(rows.values_list("section", flat=True))


def test_opening_it_shows_the_present_facts_and_confirms_nothing(client, cast):
    response = client.get(address(cast))
    page = response.content.decode()
    assert response.status_code == 200
    assert "(312) 555-0123" in page
    assert "Confirmed 70 days ago by the clinic" in page
    assert confirmed_today(cast) == set()
    assert not response.cookies


def test_the_button_confirms_what_is_ticked_in_the_member_s_name(client, cast):
    response = press(client, address(cast), "contact", "services")
    assert "Noted as right today at Lakeview TMS: contact and services" in response.content.decode()
    assert confirmed_today(cast) == {"contact", "services"}
    event = ConfirmationEvent.objects.latest("pgh_id")
    assert event.pgh_context.metadata["user"] == cast.editor.pk
    assert event.confirmed_by == "clinic"


def test_nothing_ticked_is_an_error_and_the_link_still_works(client, cast):
    path = address(cast)
    response = client.post(path, {}, **HERE)
    assert response.status_code == 400
    assert "Tick at least one part" in response.content.decode()
    assert press(client, path).status_code == 200
    assert confirmed_today(cast) == set(Section.values)


def test_a_used_link_says_so_and_confirms_nothing_again(client, cast):
    path = address(cast)
    press(client, path)
    confirm(cast.location, "contact", days_ago=3)
    for response in (client.get(path), press(client, path, "contact")):
        assert "This has been confirmed already" in response.content.decode()
    assert "contact" not in confirmed_today(cast)


def test_a_link_to_another_member_is_used_up_too(client, cast):
    owners, editors = address(cast, "owner"), address(cast, "editor")
    press(client, owners)
    assert "This has been confirmed already" in client.get(editors).content.decode()


@pytest.mark.parametrize("change", ["cut", "changed", "made up", "of another purpose"])
def test_a_wrong_link_gets_a_page_that_helps(client, cast, change):
    token = address(cast).rstrip("/").rpartition("/")[2]
    wrong = {
        "cut": token[:-5],
        "changed": token[:5] + ("A" if token[5] != "A" else "B") + token[6:],
        "made up": "x" * 90,
        "of another purpose": reverse("reported", args=[1, "WzFd:1:1"]).split("/")[-2],
    }[change]
    path = reverse("confirm-by-mail", args=[wrong])
    for response in (client.get(path), press(client, path)):
        assert response.status_code == 410
        assert "This link does not work" in response.content.decode()
    assert confirmed_today(cast) == set()


def test_it_works_for_thirty_days_and_not_a_day_longer(client, cast):
    assert client.get(address(cast, sent_days_ago=VALID_FOR.days)).status_code == 200
    response = press(client, address(cast, sent_days_ago=VALID_FOR.days + 1))
    assert response.status_code == 410
    assert "This link has expired" in response.content.decode()
    assert confirmed_today(cast) == set()


@pytest.mark.parametrize("end", ["removed", "made a viewer", "locked", "invited again"])
def test_a_member_who_left_or_may_no_longer_edit_can_t_use_it(client, cast, end):
    path = address(cast)
    membership = Membership.objects.get(user=cast.editor, practice=cast.practice)
    if end == "made a viewer":
        membership.role = Role.VIEWER
        membership.save()
    elif end == "locked":
        cast.editor.is_active = False
        cast.editor.save()
    else:
        membership.delete()
    if end == "invited again":
        Membership.objects.create(user=cast.editor, practice=cast.practice, role=Role.EDITOR)
    response = press(client, path)
    assert response.status_code == 410
    assert "no longer yours" in response.content.decode()
    assert confirmed_today(cast) == set()


def test_a_link_of_a_listing_that_is_closed_meanwhile_does_not_work(client, cast):
    path = address(cast)
    Location.objects.filter(pk=cast.location.pk).update(status=Location.Status.CLOSED)
    assert press(client, path).status_code == 410


def test_a_listing_with_a_section_that_was_never_confirmed_has_a_link_that_works_once(client, cast):
    Confirmation.objects.filter(location=cast.location, section="programs").delete()
    path = address(cast)
    assert press(client, path).status_code == 200
    assert "confirmed already" in client.get(path).content.decode()


def test_another_site_can_t_press_the_button(client, cast):
    response = client.post(address(cast), {"section": ["contact"]}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert confirmed_today(cast) == set()


def test_the_link_in_the_mail_is_a_whole_address(cast, settings):
    settings.SITE_URL = "https://tandem.example.org"
    member = Membership.objects.get(user=cast.editor, practice=cast.practice)
    link = link_for(cast.location, member, today=timezone.localdate())
    assert link.startswith("https://tandem.example.org/confirm/")
