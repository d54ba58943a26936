"""Signs that the clinic itself wrote, or that one person used several of its codes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.known_browsers import forget_old
from accounts.models import UserNetwork
from reviews.codes.actions import make_codes
from reviews.models import Review
from reviews.screening.insiders import insider_signs
from tests.cast import join, make_user
from tests.factories import make_location, make_practice
from tests.reviews.factories import make_review
from tests.reviews.sending import FROM_HERE, link_in_mail, press, send, send_and_confirm

HOME, DESK = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "203.0.113.9"}
DESK_TOO = {"REMOTE_ADDR": "203.0.113.200"}


@pytest.fixture
def location(db):
    practice = make_practice(name="Harbor TMS", website="https://www.harbor-tms.com")
    return make_location(practice=practice, name="Harbor TMS", email="frontdesk@gmail.com")


@pytest.fixture
def staff(location):
    user = make_user("kim@harborclinic.org")
    join(user, location.practice)
    return user


def told(review: Review) -> str:
    return " ".join(insider_signs(Review.objects.get(pk=review.pk)))


def work_at_the_desk(staff, **address: str) -> Client:
    """Sends a form while signed in, here one that takes back a reply."""
    client = Client(**address)
    client.force_login(staff)
    review = make_review(staff.memberships.get().practice.locations.get(), state="published")
    client.post(reverse("reply", args=[review.public_id]), {"take-back": "1"})
    return client


@pytest.mark.parametrize(
    ("email", "sign"),
    [
        ("Kim+x@harborclinic.org", "belongs to somebody on this practice’s team"),
        ("frontdesk@gmail.com", "the one that this clinic lists"),
        ("anybody@harborclinic.org", "mail or website domain"),
        ("anybody@harbor-tms.com", "mail or website domain"),
        ("other@gmail.com", ""),
        ("anybody@elsewhere.org", ""),
    ],
)
def test_the_clinic_s_own_addresses_and_domains_are_pointed_out(location, staff, email, sign):
    found = told(make_review(location, email=email))
    assert sign in found
    assert bool(sign) == bool(found)


def test_a_review_from_the_network_in_which_staff_work_is_pointed_out(location, staff):
    work_at_the_desk(staff, **DESK)
    assert "on a network from which" in told(send_and_confirm(Client(**DESK_TOO), location))
    elsewhere = send_and_confirm(Client(**HOME), location, email="ben@example.com", care_month="1")
    assert told(elsewhere) == ""
    other = send_and_confirm(Client(**DESK), make_location(), email="cleo@example.com")
    assert told(other) == ""


def test_the_network_of_the_confirmation_counts_too(location, staff):
    work_at_the_desk(staff, **DESK)
    code = make_codes(location=location, size=10, user=staff)[1][0]
    send(Client(**HOME), location, code=str(code))
    press(Client(**DESK), link_in_mail())
    assert "The code was used on a network" in told(Review.objects.latest("pk"))


def test_a_browser_in_which_staff_were_signed_in_is_known_after_they_sign_out(location, staff):
    client = work_at_the_desk(staff, **DESK)
    client.post(reverse("account_logout"))
    review = send_and_confirm(client, location)
    assert "Sent from a browser in which" in told(review)
    elsewhere = send_and_confirm(client, make_location(), email="ben@example.com")
    assert "Sent from a browser" not in told(elsewhere)


def test_a_cookie_that_somebody_made_up_names_nobody(location, staff):
    client = Client(**HOME)
    client.cookies["known_browser"] = f"{staff.pk}:x:y"
    assert told(send_and_confirm(client, location)) == ""


def test_patients_get_no_cookie_and_no_network_of_theirs_is_remembered(client, location):
    response = client.post(reverse("write-review", args=[location.pk]), {}, headers=FROM_HERE)
    assert not response.cookies
    send_and_confirm(client, location)
    assert not UserNetwork.objects.exists()


def test_codes_from_one_network_or_confirmed_within_minutes_are_pointed_out(location, staff):
    codes = make_codes(location=location, size=10, user=staff)[1]
    first = send_and_confirm(Client(**HOME), location, code=str(codes[0]), email="a@example.com")
    second = send_and_confirm(Client(**HOME), location, code=str(codes[1]), email="b@example.com")
    for review in (first, second):
        assert "1 other code of this place came from the same network." in told(review)
        assert "1 review with another code of this place was confirmed within ten minutes" in told(review)
    hour_ago = timezone.now() - timedelta(hours=1)
    Review.objects.filter(pk=first.pk).update(confirmed_at=hour_ago, networks=[])
    assert told(second) == ""


def test_networks_of_people_are_forgotten_after_180_days(staff):
    work_at_the_desk(staff, **DESK)
    assert (UserNetwork.objects.count(), forget_old()) == (1, 0)
    UserNetwork.objects.update(seen_on=timezone.localdate() - timedelta(days=181))
    assert forget_old() == 1
