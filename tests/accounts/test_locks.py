"""Limits and locks can't be turned against the holder of an account."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts import lifting_locks, lockout
from accounts.forms import MAILS_ABOUT_PASSWORD
from accounts.limits import PersonLimit
from accounts.models import SignInBrowser
from reviews.tokens import PURPOSES
from tests.accounts.test_second_factor import SECRET, code
from tests.cast import PASSWORD, make_user
from tests.factories import make_location
from tests.jobs import mails

pytestmark = pytest.mark.django_db
HERS = "198.51.100.20"
ADDRESS = "ana@example.com"


@pytest.fixture
def ana():
    user = make_user(ADDRESS)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": ADDRESS, "password": password})


def attackers(networks):
    """Browsers in so many networks, with two addresses each."""
    for number in range(networks):
        yield Client(REMOTE_ADDR=f"203.0.{number}.7")
        yield Client(REMOTE_ADDR=f"203.0.{number}.8")


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.text)[1]


def lock_account():
    for attacker in attackers(networks=10):
        for number in range(20):
            if sign_in(attacker, f"guess {number}").status_code == 429:
                break


def test_guesses_from_one_network_do_not_lock_out_the_holder(ana):
    for attacker in attackers(networks=1):
        while sign_in(attacker, "a guess").status_code != 429:
            pass
    assert sign_in(Client(REMOTE_ADDR=HERS)).url == reverse("staff")


def test_in_a_browser_she_has_used_before_the_holder_signs_in_whatever_others_do(ana):
    hers = Client(REMOTE_ADDR=HERS)
    sign_in(hers)
    hers.post(reverse("account_logout"))
    lock_account()
    assert sign_in(Client(REMOTE_ADDR=HERS)).status_code == 429
    assert sign_in(hers).url == reverse("staff")


def test_even_guesses_from_her_own_address_do_not_stop_the_browser_she_has_used_before(ana, settings):
    hers, neighbor = Client(REMOTE_ADDR=HERS), Client(REMOTE_ADDR=HERS)
    sign_in(hers)
    hers.post(reverse("account_logout"))
    while sign_in(neighbor, "a guess").status_code != 429:
        pass
    assert sign_in(hers).url == reverse("staff")


def test_a_known_browser_may_not_guess_on_and_on(ana):
    hers = Client(REMOTE_ADDR=HERS)
    sign_in(hers)
    hers.post(reverse("account_logout"))
    answers = [sign_in(hers, "a guess").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]


def test_a_locked_out_holder_lifts_the_lock_by_a_mailed_link_and_password_and_code_are_still_asked(ana):
    Authenticator.objects.create(user=ana, type="totp", data={"secret": get_adapter().encrypt(SECRET)})
    lock_account()
    hers = Client(REMOTE_ADDR=HERS)
    page = sign_in(hers)
    assert page.status_code == 429
    html = page.content.decode()
    assert f'action="{reverse("request-lift-lock")}"' in html
    assert f'name="email" value="{ADDRESS}"' in html
    assert 'id="passkey_login"' in html
    hers.post(reverse("request-lift-lock"), {"email": ADDRESS})
    link = link_in(mails(ADDRESS)[-1])
    assert hers.get(link).status_code == 200  # a mail scanner opens links too
    assert sign_in(hers).status_code == 429
    assert hers.post(link).url == reverse("account_login")
    assert sign_in(hers, "wrong").status_code == 200
    assert sign_in(hers).url == reverse("mfa_authenticate")
    assert hers.get(reverse("staff")).status_code == 302
    assert hers.post(reverse("mfa_authenticate"), {"code": code(SECRET)}).url == reverse("staff")
    assert sign_in(Client(REMOTE_ADDR="203.0.1.9"), "a guess").status_code == 429
    assert Client(REMOTE_ADDR=HERS).post(link).status_code == 410


def test_asking_to_lift_a_lock_says_the_same_for_an_address_without_an_account(ana):
    pages = []
    for address in (ADDRESS, "somebody@example.com"):
        answer = Client().post(reverse("request-lift-lock"), {"email": address})
        pages.append(answer.content.decode().replace(address, ""))
        assert answer.status_code == 200
    assert re.sub(r'value="\w{64}"', "", pages[0]) == re.sub(r'value="\w{64}"', "", pages[1])
    assert mails("somebody@example.com") == []


def test_a_made_up_link_lifts_nothing(ana):
    assert Client().post(reverse("lift-lock", args=["made-up"])).status_code == 410
    assert not SignInBrowser.objects.exists()


def ask_for_password(client):
    return client.post(reverse("account_reset_password"), {"email": ADDRESS})


def test_one_network_cannot_use_up_the_mails_with_which_she_chooses_a_new_password(ana):
    for attacker in attackers(networks=1):
        for _ in range(7):
            ask_for_password(attacker)
    assert len(mails(ADDRESS)) == MAILS_ABOUT_PASSWORD.from_one.max_uses
    assert ask_for_password(Client(REMOTE_ADDR=HERS)).status_code == 302
    assert len(mails(ADDRESS)) == MAILS_ABOUT_PASSWORD.from_one.max_uses + 1


def test_many_networks_do_not_flood_her_mailbox_and_the_newest_link_still_works(ana):
    for attacker in attackers(networks=6):
        for _ in range(5):
            ask_for_password(attacker)
    most = MAILS_ABOUT_PASSWORD.from_all.max_uses
    assert len(mails(ADDRESS)) == most
    hers = Client(REMOTE_ADDR=HERS)
    answer = ask_for_password(hers)
    assert answer.status_code == 429
    assert "The newest one still works" in answer.content.decode()
    page = hers.get(link_in(mails(ADDRESS)[-1]), follow=True)
    new = "another long secret 2"
    hers.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(hers, new).url == reverse("staff")


def test_a_link_lasts_as_long_as_the_limit_on_its_mails(settings):
    assert lifting_locks.MAILS.from_all.period <= lifting_locks.LASTS
    assert MAILS_ABOUT_PASSWORD.from_all.period.total_seconds() <= settings.PASSWORD_RESET_TIMEOUT
    assert min(purpose.lifetime for purpose in PURPOSES.values()).days >= 1


@pytest.mark.usefixtures("vocabulary")
def test_one_network_cannot_use_up_the_links_to_a_review(ana):
    location = make_location()
    address = reverse("edit-review-request", args=[location.pk])
    own = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    for attacker in attackers(networks=1):
        for _ in range(6):
            attacker.post(address, {"email": ADDRESS}, **own)
    assert Client(REMOTE_ADDR=HERS).post(address, {"email": ADDRESS}, **own).status_code == 200


@pytest.mark.parametrize("limit", [lockout.GUESSES, lifting_locks.MAILS, MAILS_ABOUT_PASSWORD])
def test_what_a_senders_share_refuses_does_not_count_against_the_person(limit: PersonLimit):
    for _ in range(limit.from_all.max_uses + 1):
        limit.wait(sender="attacker", person=ADDRESS)
    assert not limit.wait(sender="her own network", person=ADDRESS)
    assert not limit.wait(sender="attacker", person="somebody@example.com")


def test_a_sign_in_from_a_new_browser_is_told_by_mail_and_one_from_a_known_browser_is_not(ana):
    hers = Client()
    sign_in(hers)
    assert [mail.subject for mail in mails(ADDRESS)] == ["New sign-in to your account at Tandem"]
    hers.post(reverse("account_logout"))
    sign_in(hers)
    assert len(mails(ADDRESS)) == 1
    sign_in(Client())
    assert len(mails(ADDRESS)) == 2


def test_lifting_a_lock_does_not_hide_the_sign_in_that_follows(ana):
    hers = Client()
    hers.post(reverse("request-lift-lock"), {"email": ADDRESS})
    hers.post(link_in(mails(ADDRESS)[-1]))
    sign_in(hers)
    assert mails(ADDRESS)[-1].subject == "New sign-in to your account at Tandem"


def test_the_cookie_names_the_browser_is_signed_and_goes_to_no_public_page(ana):
    hers = Client()
    sign_in(hers)
    cookie = hers.cookies["sign_in_browser"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/accounts/", True, "Lax")
    stranger = Client()
    stranger.cookies["sign_in_browser"] = f"{cookie.value.partition(':')[0]}:made:up"
    sign_in(stranger)
    assert len(mails(ADDRESS)) == 2
