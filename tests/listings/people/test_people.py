"""People: found by name or address, roles given and removed with a log, and always one admin."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.deleting import delete_account, obstacles
from accounts.models import User, UserEvent
from accounts.roles import LastAdmin, SiteRole, set_roles, switch
from tests.cast import join, make_user
from tests.factories import make_practice
from tests.jobs import mails
from tests.page_reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    user = make_user(
        "admin@example.com", name="Ada Admin", second_factor=True, is_staff=True, is_superuser=True
    )
    client.force_login(user)
    return user


def listed(client: Client, **parameters: str) -> list[str]:
    page = Page(client.get(reverse("people"), parameters).content)
    return [link.text for link in page.all("a") if re.fullmatch(r"/staff/people/\d+/", link["href"])]


def give(client: Client, user: User, *roles: SiteRole):
    data = {"do": "roles", "roles": [role.value for role in roles]}
    return client.post(reverse("person", args=[user.pk]), data, follow=True)


def test_people_are_found_by_a_part_of_the_name_or_address(client, admin):
    make_user("ana@clinic.example", name="Ana Ruiz")
    make_user("ben@other.example", name="Ben Ruiz Ortega")
    assert listed(client, q="ruiz") == ["Ana Ruiz", "Ben Ruiz Ortega"]
    assert listed(client, q="clinic.exa") == ["Ana Ruiz"]
    assert listed(client, q="ruiz ben") == ["Ben Ruiz Ortega"]
    assert listed(client, q="100%") == []


def test_the_list_shows_roles_teams_last_sign_in_and_second_step(client, admin):
    user = make_user("ana@example.com", name="Ana Ruiz", is_moderator=True)
    join(user, make_practice(name="Harbor TMS"))
    user.authenticator_set.all().delete()
    text = Page(client.get(reverse("people"), {"q": "ana"}).content).text
    for words in (
        "Moderator",
        "Harbor TMS (owner)",
        "Never signed in",
        "No second step",
        "once it is set up",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"role": "is_moderator"}, ["Mo"]),
        ({"role": "team"}, ["Olga"]),
        ({"role": "none"}, ["Nora"]),
        ({"state": "off"}, ["Nora"]),
        ({"state": "no-factor"}, ["Mo"]),
        ({"role": "nonsense"}, ["Ada Admin", "Mo", "Nora", "Olga"]),
    ],
)
def test_people_are_filtered(client, admin, parameters, names):
    make_user("mo@example.com", name="Mo", is_moderator=True)
    make_user("nora@example.com", name="Nora", is_active=False)
    join(make_user("olga@example.com", name="Olga"), make_practice())
    assert listed(client, **parameters) == names


def test_the_list_is_paginated_and_needs_at_most_eight_queries(client, admin, django_assert_max_num_queries):
    for number in range(25):
        join(make_user(f"person-{number}@example.com", name="Person"), make_practice())
    with django_assert_max_num_queries(8):
        page = Page(client.get(reverse("people"), {"q": "person"}).content)
    assert "Page 1 of 2" in page.text
    assert page.link("Next")["href"] == "?page=2&q=person"


def test_an_admin_makes_and_unmakes_a_moderator_and_the_log_says_who(client, admin):
    user = make_user("ana@example.com", name="Ana Ruiz")
    give(client, user, SiteRole.MODERATOR)
    user.refresh_from_db()
    assert user.is_moderator
    assert "Your roles now: moderator." in mails("ana@example.com")[-1].text
    text = Page(give(client, user).content).text
    user.refresh_from_db()
    assert not user.is_moderator
    assert "Ana Ruiz (ana@example.com) is now moderator" in text
    assert "is no longer moderator" in text
    assert "by Ada Admin (admin@example.com)" in text
    assert "is no longer moderator" in Page(client.get(reverse("people-log")).content).text


def test_a_change_that_changes_nothing_is_not_in_the_log(client, admin):
    user = make_user("ana@example.com", is_moderator=True)
    before = UserEvent.objects.count()
    give(client, user, SiteRole.MODERATOR)
    assert UserEvent.objects.count() == before
    assert not mails("ana@example.com")


def test_a_guide_editor_enters_the_admin_site_for_guides_alone():
    user = set_roles(make_user(second_factor=True), {SiteRole.GUIDE_EDITOR})
    client = Client()
    client.force_login(user)
    assert client.get("/admin/content/guide/").status_code == 200
    assert client.get("/admin/providers/location/").status_code == 403
    looked_up = {"app_label": "content", "model_name": "guideversion", "field_name": "terms", "term": "a"}
    assert client.get("/admin/autocomplete/", looked_up).status_code == 200
    assert client.get(reverse("people")).status_code == 403
    user = set_roles(user, set())
    assert not user.is_staff
    assert client.get("/admin/content/guide/", follow=True).status_code == 403


def test_the_last_admin_cannot_be_removed(client, admin):
    page = give(client, admin, SiteRole.MODERATOR)
    assert "This is the only admin." in Page(page.content).text
    with pytest.raises(LastAdmin):
        switch(admin, is_active=False)
    assert "This is the only admin. Make somebody else an admin first." in obstacles(admin)
    assert delete_account(admin)
    admin.refresh_from_db()
    assert admin.is_superuser
    assert admin.is_active


def test_an_admin_who_is_switched_off_does_not_count_as_another_admin(client, admin):
    other = make_user("other@example.com", is_superuser=True, is_active=False)
    with pytest.raises(LastAdmin):
        set_roles(admin, set())
    switch(other, is_active=True)
    assert not set_roles(admin, set()).is_superuser


def test_an_account_that_is_switched_off_loses_its_sessions_at_once(client, admin):
    user = make_user("ana@example.com")
    elsewhere = Client()
    elsewhere.force_login(user)
    assert elsewhere.get(reverse("staff")).status_code == 200
    client.post(reverse("person", args=[user.pk]), {"do": "off"})
    assert elsewhere.get(reverse("staff")).status_code == 302
    client.post(reverse("person", args=[user.pk]), {"do": "on"})
    user.refresh_from_db()
    assert user.is_active


def test_an_invited_moderator_chooses_a_password_by_the_mailed_link_and_signs_in(client, admin):
    data = {"email": "mo@example.com", "name": "Mo", "roles": [SiteRole.MODERATOR.value]}
    client.post(reverse("people-invite"), data)
    mail = mails("mo@example.com")[-1]
    assert "Ada Admin (admin@example.com) invites you" in mail.subject
    visitor = Client()
    page = visitor.get(re.search(r"http://\S+(/accounts/password/reset/key/\S+)", mail.text)[1], follow=True)
    new = {"password1": "a long new secret", "password2": "a long new secret"}
    visitor.post(page.redirect_chain[-1][0], new)
    signed_in = visitor.post(
        reverse("account_login"), {"login": "mo@example.com", "password": "a long new secret"}
    )
    assert signed_in.status_code == 302
    assert User.objects.get(email="mo@example.com").is_moderator
    assert visitor.get(reverse("moderation")).url == reverse("second-step")  # a second step comes first


def test_inviting_an_address_that_has_an_account_leads_to_its_page(client, admin):
    user = make_user("mo@example.com")
    data = {"email": "MO@example.com", "name": "", "roles": [SiteRole.MODERATOR.value]}
    assert client.post(reverse("people-invite"), data).url == reverse("person", args=[user.pk])
    assert not mails("mo@example.com")


def test_an_invitation_needs_a_role_and_keeps_what_was_typed(client, admin):
    page = Page(client.post(reverse("people-invite"), {"email": "mo@example.com", "name": "Mo"}).content)
    assert "Choose at least one role." in page.text
    assert page.one("input", name="email")["value"] == "mo@example.com"


def test_createsuperuser_makes_an_account_that_signs_in_at_once_and_sends_no_mail(monkeypatch, client):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long new secret")
    call_command("createsuperuser", email="op@example.com", interactive=False, verbosity=0)
    assert not mails("op@example.com")
    answer = client.post(
        reverse("account_login"), {"login": "op@example.com", "password": "a long new secret"}
    )
    assert answer.url == reverse("staff")
    assert client.get("/admin/").status_code == 302  # a second step comes first
    assert EmailAddress.objects.filter(email="op@example.com", verified=True, primary=True).exists()


def test_people_give_a_name_when_they_sign_up_and_change_it_later(client):
    secret = "a long new secret"
    client.post(
        reverse("account_signup"), {"name": "Ana  Ruiz", "email": "ana@example.com", "password1": secret}
    )
    user = User.objects.get(email="ana@example.com")
    assert user.name == "Ana Ruiz"
    client.force_login(user)
    assert client.post(reverse("change-name"), {"name": "Ana\nOrtega"}).url == reverse("account")
    user.refresh_from_db()
    assert user.name == "Ana Ortega"
