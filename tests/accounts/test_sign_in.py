"""Signing up, in and out: with a confirmed address only, and without telling who has an account."""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.limits import PersonLimit
from accounts.models import UseCount, User
from tests.cast import make_user
from tests.jobs import mails
from tests.page_reading import Page

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


def sign_up(client, email="ana@example.com"):
    return client.post(reverse("account_signup"), {"email": email, "password1": PASSWORD})


def sign_in(client, email="ana@example.com", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.text)[1]


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_patients_read_that_they_need_no_account(client, name):
    page = Page(client.get(reverse(name), {"next": "/staff/"}).content)
    assert "To find a place or to review one, you need none." in page.text
    assert {field["value"] for field in page.all("input", name="next")} == {"/staff/"}
    assert page.one("h1").text == ("Sign in" if name == "account_login" else "Sign up")


def test_an_account_works_once_its_address_is_confirmed(client):
    sign_up(client)
    client.logout()
    assert sign_in(client).url == reverse("account_email_verification_sent")
    path = link_in(mails("ana@example.com")[0])
    scanner = Client()
    assert scanner.get(path).status_code == 200  # a mail scanner follows links: that confirms nothing
    assert scanner.get(reverse("staff")).status_code == 302
    client.post(path)
    client.logout()
    assert sign_in(client).url == reverse("staff")
    assert client.get(reverse("staff")).status_code == 200


def test_confirming_in_another_browser_asks_for_a_new_password_and_the_first_one_ends(client):
    sign_up(client)
    phone = Client()
    page = phone.post(link_in(mails("ana@example.com")[0]), follow=True)
    assert "choose one here" in page.content.decode()
    assert not User.objects.get().has_usable_password()
    assert "not correct" in sign_in(Client()).content.decode()
    assert client.get(reverse("staff")).status_code == 302

    new = "another long secret"
    form = {"password1": new, "password2": new, "next": page.context["redirect_field_value"]}
    answer = phone.post(page.request["PATH_INFO"], form, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert sign_in(phone, password=new).url == reverse("staff")


def test_confirming_where_somebody_signed_in_with_the_password_keeps_it(client):
    sign_up(client)
    phone = Client()
    assert sign_in(phone).url == reverse("account_email_verification_sent")
    phone.post(link_in(mails("ana@example.com")[0]))
    assert phone.get(reverse("staff")).status_code == 200


def test_confirming_late_in_the_browser_that_signed_up_keeps_the_password(client, settings):
    settings.ACCOUNT_LOGIN_TIMEOUT = 0
    sign_up(client)
    assert client.post(link_in(mails("ana@example.com")[0])).url == reverse("staff")
    assert sign_in(client).url == reverse("staff")


def test_confirming_a_changed_address_in_another_browser_keeps_the_password(client):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "new@example.com", "action_add": ""})
    Client().post(link_in(mails("new@example.com")[0]))
    assert sign_in(Client(), "new@example.com").url == reverse("staff")


def test_confirming_in_the_browser_that_signed_up_goes_on_to_what_the_person_came_for(client):
    form = {"email": "ana@example.com", "password1": PASSWORD, "next": "/staff/claim/1/"}
    client.post(reverse("account_signup"), form)
    assert client.post(link_in(mails("ana@example.com")[0])).url == "/staff/claim/1/"


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner_by_mail(client):
    make_user("ana@example.com")
    known, unknown = sign_up(client), sign_up(client, "new@example.com")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.subject for mail in mails("ana@example.com")] == ["You have an account at Tandem already"]


def test_signing_up_hashes_as_many_passwords_for_a_known_address_as_for_a_new_one(client, monkeypatch):
    hashed = []
    encode = Argon2PasswordHasher.encode

    def noted(hasher, password, salt):
        hashed.append(password)
        return encode(hasher, password, salt)

    make_user("ana@example.com")
    monkeypatch.setattr(Argon2PasswordHasher, "encode", noted)
    sign_up(client, "ana@example.com")
    assert hashed == [PASSWORD]
    sign_up(client, "new@example.com")
    assert hashed == [PASSWORD, PASSWORD]


def test_asking_for_a_new_password_looks_the_same_for_known_and_unknown_addresses(client):
    make_user("ana@example.com")
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("ana@example.com", "nobody@example.com")
    ]
    assert len({(answer.status_code, answer.url) for answer in answers}) == 1


def test_a_new_password_is_chosen_through_the_link_in_the_mail(client):
    user = make_user("ana@example.com")
    client.post(reverse("account_reset_password"), {"email": "ana@example.com"})
    form = client.get(link_in(mails("ana@example.com")[0]), follow=True)
    client.post(
        form.request["PATH_INFO"], {"password1": "another long secret", "password2": "another long secret"}
    )
    user.refresh_from_db()
    assert user.check_password("another long secret")
    assert user.password.startswith("argon2")


@pytest.mark.parametrize("form", ["account_signup", "account_reset_password"])
@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_links_in_mails_lead_to_our_site_whatever_host_the_request_named(form, email, settings):
    settings.SITE_URL = "https://tandem.example"
    settings.ALLOWED_HOSTS = ["elsewhere.example"]
    make_user("ana@example.com")
    elsewhere = Client(headers={"host": "elsewhere.example"})
    elsewhere.post(reverse(form), {"email": email, "password1": PASSWORD})
    assert set(re.findall(r"https?://[^/\s]+", mails(email)[0].text)) == {"https://tandem.example"}


def test_a_wrong_password_and_an_unknown_address_get_the_same_message(client):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    texts = [
        re.findall(r"<li>(.*?)</li>", sign_in(client, email, "wrong password").content.decode())
        for email in ("ana@example.com", "nobody@example.com")
    ]
    assert texts[0] == texts[1]
    assert any("not correct" in text for text in texts[0])


@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_who_fails_too_often_is_locked_out_whether_the_address_has_an_account_or_not(client, email, settings):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, email, "wrong password")
    assert answer.status_code == 429
    assert sign_in(client, email, PASSWORD).status_code == 429
    assert "Sign-in is locked for now" in answer.content.decode()


@pytest.fixture
def three_guesses(monkeypatch):
    limit = PersonLimit("password", from_one="2/d", from_all="3/d")
    monkeypatch.setattr("accounts.lockout.GUESSES", limit)


def guess_from_many_places(email, *, places=3):
    """The answers to wrong passwords, each from another visitor."""
    return [
        sign_in(Client(REMOTE_ADDR=f"203.0.{number}.7"), email, "wrong password") for number in range(places)
    ]


@pytest.mark.usefixtures("three_guesses")
@pytest.mark.parametrize("email", ["ana@example.com", "nobody@example.com"])
def test_a_password_guessed_from_many_places_is_not_looked_at_any_more(client, email):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    answers = guess_from_many_places(email)
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    answer = sign_in(client, email.title())
    assert answer.status_code == 429
    assert "Sign-in is locked for now" in answer.content.decode()
    assert sign_in(client, "somebody-else@example.com").status_code == 200
    assert not UseCount.objects.filter(key__contains="example").exists()


@pytest.mark.usefixtures("three_guesses")
def test_guesses_count_anew_after_signing_in_and_after_choosing_a_new_password(client):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    guess_from_many_places("ana@example.com", places=2)
    assert sign_in(client).url == reverse("staff")
    guess_from_many_places("ana@example.com")
    assert sign_in(Client()).status_code == 429

    reader = Client()
    reader.post(reverse("account_reset_password"), {"email": "ana@example.com"})
    page = reader.get(link_in(mails("ana@example.com")[-1]), follow=True)
    new = "another long secret"
    reader.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(reader, password=new).url == reverse("staff")


@pytest.mark.usefixtures("three_guesses")
def test_one_visitor_who_is_locked_out_uses_up_no_more_guesses(client, settings):
    settings.AXES_FAILURE_LIMIT = 2
    for _ in range(5):
        sign_in(client, password="wrong password")
    assert sign_in(Client(REMOTE_ADDR="203.0.1.1"), password="wrong password").status_code == 200


@pytest.mark.usefixtures("three_guesses")
def test_guesses_of_others_do_not_hinder_who_is_signed_in(client):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client)
    guess_from_many_places("ana@example.com")
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302


def test_mails_to_one_address_about_a_new_password_are_limited_over_all_processes(client):
    make_user("ana@example.com")
    for _ in range(5):
        assert client.post(reverse("account_reset_password"), {"email": "ana@example.com"}).status_code == 302
        caches["process"].clear()  # as if the next request came to another process
    answer = client.post(reverse("account_reset_password"), {"email": "Ana@example.com"})
    assert answer.status_code == 429
    assert "Come back in about 60 minutes" in " ".join(answer.content.decode().split())
    assert len(mails("ana@example.com")) == 5


def test_nobody_signs_up_again_and_again(client):
    answers = [sign_up(Client(), f"person{number}@example.com").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]


def test_two_accounts_cannot_differ_by_case_alone(client):
    make_user("ana@example.com")
    sign_up(client, "Ana@Example.com")
    assert User.objects.count() == 1


def test_no_network_address_is_kept_of_a_session(client):
    user = make_user("ana@example.com")
    user.set_password(PASSWORD)
    user.save()
    sign_in(client)
    page = client.get(reverse("usersessions_list"))
    assert page.status_code == 200
    assert user.usersession_set.get().ip.startswith("fd")
    assert "127.0.0.1" not in page.content.decode()
